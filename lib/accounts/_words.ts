/** Short texts that people write about themselves. */
import type { Phrase } from "@/lib/i18n/phrase.ts";
import type { Parsed } from "./names.ts";

/** Controls, and characters that turn the direction of what follows. */
const STEERING =
  /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\u{e0001}]/u;
const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Reads a text of at most so many characters, as people count them; it may be empty. */
export function parseWords(
  text: string,
  most: number,
  { lines = false }: { lines?: boolean } = {},
): Parsed {
  if (!text.isWellFormed() || STEERING.test(text)) {
    return { problem: { key: "people.problem.characters" } };
  }
  const even = text.normalize("NFC").replace(/[^\S\n]+/g, " ").trim();
  const value = lines
    ? even.replace(/ ?\n ?/g, "\n").replace(/\n{3,}/g, "\n\n")
    : even.replace(/\s+/g, " ");
  if (value.length > most * 16 || graphemes(value) > most) {
    return { problem: { key: "error.too_long", values: { limit: most } } };
  }
  return { value };
}

/** Reads one emoji; it may be empty. */
export function parseEmoji(text: string): Parsed {
  const value = text.trim();
  if (value === "" || /^\p{RGI_Emoji}$/v.test(value)) return { value };
  // A keyboard may leave out the selector that makes it colourful.
  const coloured = `${value}\ufe0f`;
  if (/^\p{RGI_Emoji}$/v.test(coloured)) return { value: coloured };
  return { problem: { key: "people.problem.emoji" } };
}

/** Reads a way to reach somebody. */
export function parseDetail(
  name: "mail" | "phone" | "web" | "other",
  text: string,
  most: number,
): Parsed {
  const words = parseWords(text, most);
  if ("problem" in words || words.value === "" || name === "other") {
    return words;
  }
  const { value } = words;
  switch (name) {
    case "mail":
      return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(value)
        ? words
        : refuse({ key: "people.problem.mail" });
    case "phone":
      return /^\+?[\d\s().\/-]{3,40}$/.test(value) && /\d{3}/.test(
          value.replace(/\D/g, ""),
        )
        ? words
        : refuse({ key: "people.problem.phone" });
    case "web":
      return parseAddress(value);
  }
}

/** Only addresses that open a page: others could run something. */
function parseAddress(text: string): Parsed {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  try {
    const { protocol, hostname, href } = new URL(whole);
    const right = /^https?:$/.test(protocol) && hostname.includes(".") &&
      !/\s/.test(text);
    if (right) return { value: href };
  } catch {
    // Said below.
  }
  return refuse({ key: "people.problem.web" });
}

function refuse(problem: Phrase): Parsed {
  return { problem };
}

function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}
