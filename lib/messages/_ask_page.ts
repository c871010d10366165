/**
 * Asks a linked page what it is. Everything of it is hostile until shown
 * otherwise: where it leads, how much it sends, how slowly, and what it says.
 */
import { createHash } from "node:crypto";
import { parsePicture, type PictureFile } from "@/lib/accounts/picture_file.ts";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { OutgoingRefused } from "@/lib/outgoing/refused.ts";
import { safeFetch, type SafeFetchOptions } from "@/lib/outgoing/safe_fetch.ts";
import { type AskedPage, askedPages, askedPictures } from "./_card_keys.ts";
import type { CardFacts, CardPicture } from "./card_model.ts";
import { readPage } from "./_read_page.ts";

/** A page is asked again after a day, one that gave nothing after an hour. */
const KEPT = 24 * 3_600_000;
const KEPT_NOTHING = 3_600_000;
/** What a page says of itself stands at its beginning. */
const PAGE_LIMIT = 512_000;
/** Each picture is kept with each message that links there. */
const PICTURE_LIMIT = 300_000;
const PIECE = 59_000;

const PATIENCE = { timeout: 5_000, redirects: 3 };
const HEADERS = { "user-agent": "Parley (link preview)" };

/** What is shown of a page. */
export interface AskedCard extends CardFacts {
  readonly picture?: CardPicture;
  /** The picture's pieces, in order. */
  readonly pieces: readonly Uint8Array[];
}

/** Goes out. Replaced by tests, whose hostile server stands on this very machine. */
export type GoOut = (
  url: string,
  options: SafeFetchOptions,
) => Promise<Response>;

let goOut: GoOut = safeFetch;

/** Puts another way out in place, and gives back a way to undo that. */
export function useWayOut(other: GoOut): () => void {
  const before = goOut;
  goOut = other;
  return () => void (goOut = before);
}

/** Those under way: many messages with one link ask once. */
const asking = new Map<string, Promise<AskedCard | null>>();

/** What a page says of itself; null when there is nothing to show. */
export async function askPage(url: string): Promise<AskedCard | null> {
  const known = await askedBefore(url);
  if (known !== undefined) return known;
  const under = asking.get(url);
  if (under) return await under;
  const asked = ask(url).finally(() => asking.delete(url));
  asking.set(url, asked);
  return await asked;
}

/** Undefined: nobody asked, or too long ago. */
async function askedBefore(url: string): Promise<AskedCard | null | undefined> {
  const row = await read(askedPages, [url]);
  if (!row) return undefined;
  const { at, facts, picture } = row;
  if (Date.now() - at > (facts ? KEPT : KEPT_NOTHING)) return undefined;
  if (!facts) return null;
  if (!picture) return { ...facts, pieces: [] };
  const pieces: Uint8Array[] = [];
  for await (const { value } of list(askedPictures, [url])) pieces.push(value);
  // Of two processes that asked at once one wrote over the other's pieces.
  const whole = pieces.length === picture.pieces &&
    versionOf(pieces) === picture.version;
  return whole ? { ...facts, picture, pieces } : { ...facts, pieces: [] };
}

async function ask(url: string): Promise<AskedCard | null> {
  const page = await fetchPage(url);
  const file = page?.picture ? await fetchPicture(page.picture) : null;
  const pieces = file ? inPieces(file.bytes) : [];
  const picture: CardPicture | undefined = file
    ? {
      type: file.type,
      width: file.width,
      height: file.height,
      pieces: pieces.length,
      version: versionOf(pieces),
    }
    : undefined;
  const facts = page?.facts ?? null;
  const kept = { expireIn: facts ? KEPT : KEPT_NOTHING };
  const row: AskedPage = {
    at: Date.now(),
    facts,
    ...(picture ? { picture } : {}),
  };
  await change((c) => {
    c.put(askedPages, [url], row, kept);
    pieces.forEach((piece, n) => c.put(askedPictures, [url, n], piece, kept));
  });
  return facts && { ...facts, ...(picture ? { picture } : {}), pieces };
}

async function fetchPage(url: string) {
  const answer = await fetched(url, {
    headers: { ...HEADERS, accept: "text/html,application/xhtml+xml" },
    limit: PAGE_LIMIT,
    cut: true,
  });
  const type = answer?.headers.get("content-type") ?? "";
  if (!answer || !/^(text\/html|application\/xhtml\+xml)\b/i.test(type)) {
    return null;
  }
  const { facts, picture } = readPage(
    new Uint8Array(await answer.arrayBuffer()),
    type,
    answer.url,
  );
  return facts && { facts, picture };
}

/** By what it is and not by what it is called, as pictures of people are; moving ones are left where they are. */
async function fetchPicture(url: string): Promise<PictureFile | null> {
  const answer = await fetched(url, {
    headers: { ...HEADERS, accept: "image/jpeg,image/png,image/webp" },
    limit: PICTURE_LIMIT,
  });
  if (!answer) return null;
  const file = parsePicture(new Uint8Array(await answer.arrayBuffer()));
  return "fault" in file || file.type === "image/gif" ? null : file;
}

/** The answer, if it is a good one. */
async function fetched(
  url: string,
  options: SafeFetchOptions,
): Promise<Response | null> {
  try {
    const answer = await goOut(url, { ...PATIENCE, ...options });
    return answer.ok ? answer : null;
  } catch (error) {
    if (error instanceof OutgoingRefused) return null;
    throw error;
  }
}

function inPieces(bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(bytes.slice(at, at + PIECE));
  }
  return pieces;
}

function versionOf(pieces: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("base64url").slice(0, 16);
}
