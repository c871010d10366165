/** What a page says of itself in its head, for a card: its words as plain text, its picture's address. */
import { Parser } from "htmlparser2";
import type { CardFacts } from "./card_model.ts";

/** Characters of each that a card shows. */
const TITLE = 140;
const DESCRIPTION = 240;
/** Fed to the parser at once; it stops as soon as the head is over. */
const CHUNK = 16_384;

/** The page's own names for things, the most deliberate first. */
const TITLES = ["og:title", "twitter:title"];
const DESCRIPTIONS = ["og:description", "twitter:description", "description"];
const PICTURES = [
  "og:image:secure_url",
  "og:image",
  "og:image:url",
  "twitter:image",
  "twitter:image:src",
];

/** Facts of a page, and where its picture is. */
export interface PageFacts {
  /** Null: it has no title, so there is nothing to show. */
  readonly facts: CardFacts | null;
  readonly picture: string | null;
}

/** Reads the beginning of a page. Nothing of it is run, and nothing of it becomes markup. */
export function readPage(
  bytes: Uint8Array,
  contentType: string,
  base: string,
): PageFacts {
  const { metas, title } = scan(decode(bytes, contentType));
  const first = (names: readonly string[], limit: number) => {
    for (const name of names) {
      const said = clean(metas.get(name) ?? "", limit);
      if (said) return said;
    }
    return "";
  };
  const heading = first(TITLES, TITLE) || clean(title, TITLE);
  const description = first(DESCRIPTIONS, DESCRIPTION);
  const address = first(PICTURES, 2_048);
  return {
    facts: heading
      ? { title: heading, ...(description ? { description } : {}) }
      : null,
    picture: address && URL.canParse(address, base)
      ? new URL(address, base).href
      : null,
  };
}

function scan(html: string): { metas: Map<string, string>; title: string } {
  const metas = new Map<string, string>();
  let title = "";
  let inTitle = false;
  let hasTitle = false;
  let over = false;
  const parser = new Parser({
    onopentag(tag, { property, name, content }) {
      if (tag === "body") over = true;
      inTitle = tag === "title" && !hasTitle;
      const key = (property ?? name ?? "").toLowerCase();
      if (tag === "meta" && key && content && !metas.has(key)) {
        metas.set(key, content);
      }
    },
    ontext(text) {
      if (inTitle && title.length < TITLE * 8) title += text;
    },
    onclosetag(tag) {
      if (tag === "title") hasTitle = true;
      if (tag === "head") over = true;
      inTitle = false;
    },
  });
  for (let at = 0; at < html.length && !over; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
  }
  return { metas, title };
}

/** The text as its header says, else as its own first lines say, else UTF-8. */
function decode(bytes: Uint8Array, contentType: string): string {
  const said = /charset=["']?([\w-]+)/i;
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1_024));
  const label = (said.exec(contentType) ?? said.exec(start))?.[1] ?? "utf-8";
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** One line of words: nothing unseen, nothing that turns the line around, not too long. */
function clean(raw: string, limit: number): string {
  const line = raw.slice(0, limit * 8).toWellFormed()
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, "")
    .trim();
  const shown = [...line].slice(0, limit).join("");
  return shown.length < line.length ? `${shown.trimEnd()}…` : shown;
}
