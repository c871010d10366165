/**
 * What a file is by its first bytes, whatever it is called and whatever it says
 * it is. Only what is known here is ever shown; all else is a file to be kept.
 */
import { ascii, begins } from "./bytes.ts";

/** So many bytes are enough. */
export const HEAD = 4_096;

const MAGIC: readonly (readonly [type: string, at: number, text: string])[] = [
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF87a"],
  ["image/gif", 0, "GIF89a"],
  ["audio/ogg", 0, "OggS"],
  ["audio/flac", 0, "fLaC"],
  ["audio/mpeg", 0, "ID3\x02"],
  ["audio/mpeg", 0, "ID3\x03"],
  ["audio/mpeg", 0, "ID3\x04"],
  ["application/pdf", 0, "%PDF-"],
  ["application/zip", 0, "PK\x03\x04"],
  ["application/zip", 0, "PK\x05\x06"],
  ["application/gzip", 0, "\x1f\x8b\x08"],
  ["application/x-xz", 0, "\xfd7zXZ\0"],
  ["application/x-bzip2", 4, "1AY&SY"],
  ["application/zstd", 0, "\x28\xb5\x2f\xfd"],
  ["application/x-7z-compressed", 0, "7z\xbc\xaf\x27\x1c"],
  ["application/vnd.rar", 0, "Rar!\x1a\x07"],
  ["application/x-tar", 257, "ustar"],
  ["image/tiff", 0, "II*\0"],
  ["image/tiff", 0, "MM\0*"],
  ["font/woff2", 0, "wOF2"],
];

/** Brands of boxed files; those not named here are films. */
const BRANDS: Readonly<Record<string, string>> = {
  avif: "image/avif",
  avis: "image/avif",
  heic: "image/heic",
  heix: "image/heic",
  heim: "image/heic",
  hevc: "image/heic",
  mif1: "image/heic",
  msf1: "image/heic",
  "M4A ": "audio/mp4",
  "M4B ": "audio/mp4",
  "qt  ": "video/quicktime",
};

/** What files in a zip tell about it: the name of its first file and what it holds. */
const ZIPPED: readonly (readonly [within: string, type: string])[] = [
  ["application/epub+zip", "application/epub+zip"],
  [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text",
  ],
  [
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet",
  ],
  [
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.presentation",
  ],
  [
    "word/",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ],
  ["xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  [
    "ppt/",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  ],
];

/** What nobody knows: kept, given to whoever saves it, never shown. */
export const UNKNOWN = "application/octet-stream";

/** The type of a file by its first bytes: up to `HEAD` of them are looked at. */
export function sniff(first: Uint8Array): string {
  const head = first.subarray(0, HEAD);
  if (head.length === 0) return UNKNOWN;
  for (const [type, at, text] of MAGIC) {
    if (!begins(head, text, at)) continue;
    return type === "application/zip" ? zipped(head) : type;
  }
  if (begins(head, "RIFF")) {
    if (begins(head, "WEBP", 8)) return "image/webp";
    if (begins(head, "WAVE", 8)) return "audio/wav";
    return UNKNOWN;
  }
  if (begins(head, "ftyp", 4)) {
    return BRANDS[ascii(head.subarray(8, 12))] ?? "video/mp4";
  }
  if (begins(head, "\x1a\x45\xdf\xa3")) {
    return ascii(head).includes("webm") ? "video/webm" : "video/x-matroska";
  }
  if (isMp3(head)) return "audio/mpeg";
  return text(head);
}

/** A frame of MPEG audio: its mark, layer III, and rates that exist. */
function isMp3(head: Uint8Array): boolean {
  const [a = 0, b = 0, c = 0] = head;
  return head.length >= 4 && a === 0xff && b >> 5 === 7 &&
    (b >> 1 & 3) === 1 && (b >> 3 & 3) !== 1 && c >> 4 !== 15 &&
    c >> 4 !== 0 && (c >> 2 & 3) !== 3;
}

/** Documents that are zips. */
function zipped(head: Uint8Array): string {
  const within = ascii(head);
  // An office document begins with its list of types; what it is comes next.
  const office = within.includes("[Content_Types].xml");
  const open = within.startsWith("mimetype", 30);
  const kind = ZIPPED.find(([one]) =>
    one.endsWith("/")
      ? office && within.includes(one)
      : open && within.includes(one)
  );
  return kind?.[1] ?? "application/zip";
}

/** Text of any sort, or nothing that is known. */
function text(head: Uint8Array): string {
  const wide = begins(head, "\xff\xfe")
    ? "utf-16le"
    : begins(head, "\xfe\xff")
    ? "utf-16be"
    : null;
  if (wide) return `text/plain; charset=${wide}`;
  let written: string;
  try {
    // The last letter may be cut in two where the head ends.
    const decoder = new TextDecoder("utf-8", { fatal: true });
    written = decoder.decode(head, { stream: head.length === HEAD });
  } catch {
    return UNKNOWN;
  }
  // deno-lint-ignore no-control-regex
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(written)) return UNKNOWN;
  const start = written.trimStart().toLowerCase();
  if (/<svg[\s>]/.test(start) && start.startsWith("<")) return "image/svg+xml";
  const page = /^(<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body|script)\b/;
  if (page.test(start)) return "text/html";
  return "text/plain; charset=utf-8";
}
