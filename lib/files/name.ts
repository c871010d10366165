/** What a file may be called. */

/** The longest name, in UTF-8 bytes: what file systems take. */
const NAME_BYTES = 255;
/** Unseen, or turning the reading direction, so that a name looks like another. */
const DECEIVING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const encoder = new TextEncoder();

/**
 * A name as it is kept: without a path, NFC, with nothing unseen in it, and no
 * longer than a file system takes, its ending kept.
 * @returns the empty text where nothing is left
 */
export function fileName(raw: string): string {
  const bare = raw.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1)!
    .replace(DECEIVING, "").replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ").replace(/^[\s.]+|[\s.]+$/g, "");
  if (encoder.encode(bare).length <= NAME_BYTES) return bare;
  const ending = endingOf(bare);
  const room = NAME_BYTES - encoder.encode(ending).length;
  let stem = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(bare)) {
    used += encoder.encode(segment).length;
    if (used > room) break;
    stem += segment;
  }
  return stem.trimEnd() + ending;
}

/** With its dot, at most ten characters; empty where it has none. */
export function endingOf(name: string): string {
  return /(?<=.)\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? "";
}

/**
 * `Content-Disposition` as RFC 6266 says: the name in ASCII for old clients,
 * and as it is (RFC 8187).
 */
export function disposition(
  how: "inline" | "attachment",
  name: string,
): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name)
    .replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return plain === name
    ? `${how}; filename="${plain}"`
    : `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
