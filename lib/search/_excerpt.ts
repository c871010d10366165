/** A few words of a message around what was found in it. */
import { plainText } from "@/lib/messages/markdown.ts";
import { TEXT_LIMIT } from "@/lib/messages/model.ts";
import { placesOf } from "./_matches.ts";
import type { Piece } from "./model.ts";
import type { Item } from "./query.ts";

/** Characters before the first word found, and in all. */
const BEFORE = 60;
const LENGTH = 220;

/** The text in pieces, without Markdown's marks unless the words stand in them. */
export function excerptOf(text: string, items: readonly Item[]): Piece[] {
  const plain = plainText(text, TEXT_LIMIT);
  const shown = placesOf(plain, items).length > 0 || items.length === 0
    ? plain
    : text.replace(/\s+/gu, " ").trim();
  const places = placesOf(shown, items);
  const first = places[0]?.start ?? 0;
  const from = first <= BEFORE ? 0 : wordStart(shown, first - BEFORE);
  const to = from + LENGTH >= shown.length
    ? shown.length
    : wordEnd(shown, from + LENGTH);
  const pieces: Piece[] = [];
  const add = (text: string, hit: boolean) => {
    if (text !== "") pieces.push({ text, hit });
  };
  let at = from;
  for (const { start, end } of places) {
    if (start < at || end > to) continue;
    add(shown.slice(at, start), false);
    add(shown.slice(start, end), true);
    at = end;
  }
  add(shown.slice(at, to), false);
  if (from > 0) pieces.unshift({ text: "… ", hit: false });
  if (to < shown.length) pieces.push({ text: " …", hit: false });
  return pieces;
}

/** The beginning of the word here, if it is not far. */
function wordStart(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space >= 0 && space - at < BEFORE / 2 ? space + 1 : whole(text, at);
}

function wordEnd(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at);
  return space >= 0 && at - space < BEFORE / 2 ? space : whole(text, at);
}

/** Not between the halves of a character. */
function whole(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
}
