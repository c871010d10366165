import { HUES } from "@/lib/accounts/model.ts";

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The first sign of a word as a person sees it, so that no emoji is cut in two. */
function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) {
    return segment.toLocaleUpperCase();
  }
  return "";
}

/** Names drawn lately: a page draws the same few again and again. */
const drawn = new Map<string, string>();

/** Up to two initials: of the first and of the last word. */
export function initials(name: string): string {
  let known = drawn.get(name);
  if (known === undefined) {
    if (drawn.size >= 5_000) drawn.clear();
    drawn.set(name, known = initialsOf(name));
  }
  return known;
}

function initialsOf(name: string): string {
  const all = name.trim().split(/\s+/);
  const written = all.filter((word) => /^\p{L}/u.test(word));
  const words = written.length > 0
    ? written
    : all.filter((word) => /[\p{N}\p{Emoji}]/u.test(word));
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return "?";
  if (words.length === 1) return firstLetter(first);
  // Joined scripts read as one word when two letters meet, so one is enough.
  if (/\p{Script=Arabic}/u.test(first)) return firstLetter(first);
  return firstLetter(first) + firstLetter(last);
}

/** Who it is, as initials on the person's colour. The name always stands beside it. */
export function Face(
  { name, hue, group = false, size = "medium" }: {
    name: string;
    hue: number;
    group?: boolean;
    size?: "small" | "medium" | "large";
  },
) {
  const classes = ["face"];
  if (group) classes.push("group");
  if (size !== "medium") classes.push(size);
  const shown = ((Math.trunc(hue) % HUES) + HUES) % HUES;
  return (
    <span class={classes.join(" ")} data-hue={shown} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
