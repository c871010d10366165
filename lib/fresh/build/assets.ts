/** Hashes static files and makes their compressed twins. */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { AssetEntry } from "../snapshot.ts";
import { filesBelow } from "./crawl.ts";

const types: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  json: "application/json",
  map: "application/json",
  txt: "text/plain; charset=utf-8",
  xml: "application/xml",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  ico: "image/x-icon",
  woff2: "font/woff2",
  woff: "font/woff",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  wav: "audio/wav",
  opus: "audio/ogg",
  mp4: "video/mp4",
  webm: "video/webm",
  pdf: "application/pdf",
  wasm: "application/wasm",
};

const compressible = /^text\/|json|xml|javascript|wasm|x-icon/;
/** Below this a compressed twin saves less than its header costs. */
const WORTH_BYTES = 256;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** The media type a file name stands for. */
export function typeOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return types[extension] ?? "application/octet-stream";
}

/** Start of the SHA-256 of something, in hexadecimal. */
export async function shortHash(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return new Uint8Array(digest).toHex().slice(0, 10);
}

/** The table of all files in a folder; writes `.br` and `.gz` beside them. */
export async function describeFiles(
  folder: string,
): Promise<Record<string, AssetEntry>> {
  const files = await filesBelow(folder);
  const entries = await Promise.all(
    files.map(async (file) => ["/" + file, await describe(folder, file)]),
  );
  return Object.fromEntries(entries);
}

async function describe(folder: string, file: string): Promise<AssetEntry> {
  const bytes = await Deno.readFile(`${folder}/${file}`);
  const type = typeOf(file);
  const entry = {
    file,
    hash: await shortHash(bytes),
    type,
    size: bytes.length,
  };
  if (!compressible.test(type) || bytes.length < WORTH_BYTES) return entry;
  const [br, gz] = await Promise.all([
    brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    gzipped(bytes, { level: 9 }),
  ]);
  await Deno.writeFile(`${folder}/${file}.br`, br);
  await Deno.writeFile(`${folder}/${file}.gz`, gz);
  return { ...entry, br: br.length, gz: gz.length };
}
