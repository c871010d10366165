import { HUES } from "@/lib/accounts/model.ts";
import type { Dot } from "@/lib/accounts/presence_model.ts";
import type { PictureSize } from "@/lib/accounts/profile_model.ts";

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

/** Where a picture is. Its version makes the address good for ever. */
export function picturePath(
  { username, conversation, picture }: {
    username?: string | undefined;
    /** The group whose it is. */
    conversation?: string | undefined;
    picture: string;
  },
  size: PictureSize,
): string {
  const of = username
    ? `people/${encodeURIComponent(username)}`
    : `conversations/${conversation}`;
  return `/${of}/picture?size=${size}&v=${picture}`;
}

/** Pixels on the page, and which of the stored sizes that takes. */
const SIDES = { small: [32, 48], medium: [44, 48], large: [72, 128] } as const;

/** What a face is drawn from: a profile, or a group's name and colour. */
export interface FaceProps {
  name: string;
  /** Left out where an element around it has the colour already. */
  hue?: number | undefined;
  /** The version of the picture, which is then drawn over the initials. */
  picture?: string | null | undefined;
  username?: string | undefined;
  /** The group whose picture it is. */
  conversation?: string | undefined;
  group?: boolean;
  size?: keyof typeof SIDES;
  /** Whose presence the dot shows; scripts keep it up to date. */
  of?: string | undefined;
  dot?: Dot | undefined;
}

/** Who it is: a picture, or else initials on the person's colour. The name always stands beside it. */
export function Face(
  { name, hue, picture, username, conversation, ...look }: FaceProps,
) {
  const { group = false, size = "medium", of, dot } = look;
  const classes = ["face"];
  if (group) classes.push("group");
  if (size !== "medium") classes.push(size);
  // Below zero: somebody whose account is gone.
  const shown = hue === undefined || hue < 0 ? hue : Math.trunc(hue) % HUES;
  return (
    <span
      class={classes.join(" ")}
      data-hue={shown}
      aria-hidden="true"
      data-of={of}
      data-dot={dot}
    >
      {name && initials(name)}
      {picture && (username || conversation) && (
        <img
          src={picturePath({ username, conversation, picture }, SIDES[size][1])}
          loading="lazy"
          width={SIDES[size][0]}
          height={SIDES[size][0]}
          alt=""
        />
      )}
    </span>
  );
}
