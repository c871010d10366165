/** Emoji of this server: pictures with a name between colons. */

/** Bytes of one, so that it fits a row; pixels of a side; how many there are. */
export const CUSTOM_LIMITS = { bytes: 50_000, side: 512, count: 200 } as const;

const NAME = /^[a-z0-9][a-z0-9_+-]{1,31}$/;
const TOKEN = /:([a-z0-9][a-z0-9_+-]{1,31}):/g;
const ONE = /^:([a-z0-9][a-z0-9_+-]{1,31}):$/;

/** Which picture each name stands for now: the version in its address. */
export type Pictures = ReadonlyMap<string, string>;

/** A name as somebody typed it, with or without colons; null: it is none. */
export function nameOfEmoji(typed: string): string | null {
  const name = typed.trim().toLowerCase().replace(/^:(.*):$/, "$1");
  return NAME.test(name) ? name : null;
}

/** The name in a reaction such as `:party:`; null for one of everybody's emoji. */
export function customIn(emoji: string): string | null {
  return ONE.exec(emoji)?.[1] ?? null;
}

/** Might one stand in it? */
export function mayHoldCustom(text: string): boolean {
  return text.search(TOKEN) >= 0;
}

/** Where a picture is. */
export function addressOf(name: string, version: string): string {
  return `/emoji/${name}?v=${version}`;
}

/** Where the picture of a reaction is, if it has one. */
export function pictureOf(
  emoji: string,
  pictures: Pictures,
): { readonly picture?: string } {
  const name = customIn(emoji);
  const version = name === null ? undefined : pictures.get(name);
  return name === null || version === undefined
    ? {}
    : { picture: addressOf(name, version) };
}

/**
 * Safe HTML with pictures in the place of names that there are. Words in code,
 * and whatever stands inside of a tag, stay.
 */
export function withPictures(html: string, pictures: Pictures): string {
  if (pictures.size === 0 || !mayHoldCustom(html)) return html;
  let code = 0;
  return html.split(/(<[^>]*>)/).map((part) => {
    if (part.startsWith("<")) {
      if (/^<(code|pre)\b/.test(part)) code++;
      else if (/^<\/(code|pre)>/.test(part)) code--;
      return part;
    }
    if (code > 0) return part;
    return part.replace(TOKEN, (token, name) => {
      const version = pictures.get(name);
      return version === undefined
        ? token
        : `<img class="emoji" data-sheet="emoji" alt="${token}" title="${token}" src="${
          addressOf(name, version)
        }">`;
    });
  }).join("");
}

/** The same HTML with the names again, for where no server is. */
export function withoutPictures(html: string): string {
  return html.replace(/<img class="emoji"[^>]* alt="(:[^"]*:)"[^>]*>/g, "$1");
}
