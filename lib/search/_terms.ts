/** Under which terms a message stands in the index. */
import type { Entry, Said } from "@/lib/conversations/model.ts";
import { filesText } from "@/lib/files/model.ts";
import { wordsOf } from "./words.ts";

/** All of a text's words, unless somebody wrote it to swell when it is folded. */
const MOST_LENGTH = 25_000;

/** What messages can have or be; `has:` and `is:` ask for these. */
export type Fact =
  | "has:link"
  | "has:poll"
  | "has:voice"
  | "has:file"
  | "has:image"
  | "has:video"
  | "is:reply"
  | "is:edited";

/** The terms of an entry in their order; none for what is not to be found. */
export function termsOf(entry: Entry): string[] {
  const { body } = entry;
  if (!("text" in body)) return [];
  const terms = new Set<string>([authorTerm(entry.author), ...factsOf(entry)]);
  let length = 0;
  for (const { term } of wordsOf(wordingOf(body))) {
    if (terms.has(term)) continue;
    length += term.length + 1;
    if (length > MOST_LENGTH) break;
    terms.add(term);
  }
  return [...terms].sort();
}

/** What a message has and is. */
export function factsOf({ body, edited }: Entry): Fact[] {
  const facts: Fact[] = [];
  if ("text" in body && /\b(https?:\/\/|mailto:)\S/i.test(body.text)) {
    facts.push("has:link");
  }
  if ("poll" in body) facts.push("has:poll");
  if ("files" in body) {
    facts.push("has:file");
    const some = (kind: string) =>
      body.files?.some(({ type }) => type.startsWith(kind));
    if (some("image/")) facts.push("has:image");
    if (some("video/")) facts.push("has:video");
  }
  if ("voice" in body) facts.push("has:voice", "has:file");
  if ("reply" in body) facts.push("is:reply");
  if (edited !== undefined) facts.push("is:edited");
  return facts;
}

/** What people read of it: the text, what a poll offers, the names of files, and what was said when it was passed on. */
export function wordingOf(
  { text, poll, forwarded, files = [] }: Said,
): string {
  // A message that is only files has their names for its text.
  const named = files.length > 0 && text === filesText(files);
  const more = [
    ...poll?.options ?? [],
    ...named ? [] : files.map(({ name }) => name),
    ...forwarded?.words ? [forwarded.words] : [],
  ];
  return more.length > 0 ? [text, ...more].join("\n") : text;
}

/** The end of an id, which is chance: two people in 4,000,000,000 share it, and each hit is looked at. */
export function authorTerm(user: string): string {
  return `@${user.slice(-8)}`;
}
