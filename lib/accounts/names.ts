/** What may be a username or a name, and when two usernames are the same. */
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { skeleton } from "./_confusables.ts";
import { NAME_LENGTH, USERNAME_LENGTH } from "./model.ts";

/** Words a message addresses many people with, or that mean nobody. */
const NEVER = new Set(
  "all here everyone everybody channel group owners moderators mods الكل الجميع المالكون المالكين المشرفون المشرفين me you nobody deleted unknown new"
    .split(" ").map(usernameKey),
);
/** Words that speak for the server: only its first administrator may bear one. */
const OFFICIAL = new Set(
  "admin administrator root system server support help security staff moderator parley official postmaster abuse webmaster bot"
    .split(" ").map(usernameKey),
);

const SHAPE = /^\p{L}[\p{L}\p{M}\p{Nd}._-]*$/u;
/** Invisible, or only there to pile marks up. */
const HIDDEN = /\p{Default_Ignorable_Code_Point}|\p{M}{4}/u;
/** Controls, line ends, and characters that turn the direction of what follows. */
const STEERING =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\u{e0001}]/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A parsed text, or the sentence that says what is wrong and what is allowed. */
export type Parsed = { readonly value: string } | { readonly problem: Phrase };

/** The key that makes a username unique: folded, so that no two look alike. */
export function usernameKey(username: string): string {
  // Upper folds ß to ss and the final sigma to the other one; lower before it
  // brings the capital ẞ, which upper leaves alone, to ß.
  const folded = username.normalize("NFKC").toLowerCase().toUpperCase()
    .toLowerCase();
  return skeleton(folded.normalize("NFKC").toLowerCase());
}

/** Reads a username as typed. `founder`: this is the server's first account. */
export function parseUsername(text: string, founder = false): Parsed {
  if (!text.isWellFormed()) {
    return refuse({ key: "entrance.problem.username_shape" });
  }
  const value = text.trim().normalize("NFKC").toLowerCase().normalize("NFKC");
  if (value === "") return refuse({ key: "entrance.problem.username_missing" });
  if ([...value].length > USERNAME_LENGTH) {
    return refuse({
      key: "entrance.problem.username_long",
      values: { most: USERNAME_LENGTH },
    });
  }
  if (!SHAPE.test(value) || HIDDEN.test(value)) {
    return refuse({ key: "entrance.problem.username_shape" });
  }
  const key = usernameKey(value);
  if (NEVER.has(key) || (OFFICIAL.has(key) && !founder)) {
    return refuse({ key: "entrance.problem.username_reserved" });
  }
  return { value };
}

/** Reads the name others see. */
export function parseName(text: string): Parsed {
  if (!text.isWellFormed() || STEERING.test(text.trim())) {
    return refuse({ key: "entrance.problem.name_shape" });
  }
  const value = text.normalize("NFC").replace(/\p{Zs}+/gu, " ").trim();
  if (value === "") return refuse({ key: "entrance.problem.name_missing" });
  if (!SEEN.test(value.replace(/\p{Default_Ignorable_Code_Point}/gu, ""))) {
    return refuse({ key: "entrance.problem.name_shape" });
  }
  if (/\p{M}{5}/u.test(value)) {
    return refuse({ key: "entrance.problem.name_shape" });
  }
  if (value.length > NAME_LENGTH * 16 || graphemes(value) > NAME_LENGTH) {
    return refuse({
      key: "entrance.problem.name_long",
      values: { most: NAME_LENGTH },
    });
  }
  return { value };
}

function refuse(problem: Phrase): Parsed {
  return { problem };
}

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}

/** The words that find somebody: folded, without accents and vowel signs. */
export function searchWords(text: string): string[] {
  const folded = text.normalize("NFKC").toLowerCase().normalize("NFD")
    .replace(/\p{M}/gu, "");
  const found = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(found)].slice(0, 8).map((word) => word.slice(0, 64));
}
