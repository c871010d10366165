/** What a file is, by its first bytes and not by its name or what somebody claims. */

/** Bytes from the start that are enough to tell. */
export const SNIFFED = 4_096;

/** What is served as what it is; everything else is a download of bytes. */
const SHOWN = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "video/mp4",
  "video/webm",
  "audio/ogg",
  "audio/mpeg",
  "audio/mp4",
  "audio/webm",
  "audio/wav",
]);

/** May a browser show it within a page of ours? Nothing in these kinds can run. */
export function isShown(type: string): boolean {
  return SHOWN.has(type);
}

/** The media type; `application/octet-stream` for what is not known. */
export function kindOf(head: Uint8Array): string {
  const at = (from: number, to: number) =>
    String.fromCharCode(...head.subarray(from, to));
  if (at(0, 8) === "\x89PNG\r\n\x1a\n") return "image/png";
  if (at(0, 3) === "\xff\xd8\xff") return "image/jpeg";
  if (/^GIF8[79]a$/.test(at(0, 6))) return "image/gif";
  if (at(0, 4) === "RIFF") return RIFF[at(8, 12)] ?? UNKNOWN;
  if (at(4, 8) === "ftyp") return brandOf(at(8, 12));
  if (at(0, 4) === "\x1a\x45\xdf\xa3") {
    return /webm/.test(at(0, 64)) ? "video/webm" : UNKNOWN;
  }
  if (at(0, 4) === "OggS") return "audio/ogg";
  if (at(0, 3) === "ID3") return "audio/mpeg";
  if (at(0, 5) === "%PDF-") return "application/pdf";
  if (at(0, 4) === "PK\x03\x04") return "application/zip";
  return isText(head) ? "text/plain" : UNKNOWN;
}

const UNKNOWN = "application/octet-stream";

const RIFF: Readonly<Record<string, string>> = {
  WEBP: "image/webp",
  WAVE: "audio/wav",
};

function brandOf(brand: string): string {
  if (/^avi[fs]$/.test(brand)) return "image/avif";
  if (/^(?:hei[cx]|mif1|msf1)$/.test(brand)) return "image/heic";
  return brand === "M4A " ? "audio/mp4" : "video/mp4";
}

/** UTF-8 without control characters but for those of lines. The end may cut a character in two. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  try {
    const text = new TextDecoder("utf-8", { fatal: true })
      .decode(head, { stream: true });
    // deno-lint-ignore no-control-regex
    return !/[\0-\x08\x0e-\x1f\x7f]/.test(text);
  } catch {
    return false;
  }
}
