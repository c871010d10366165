/** What a mention is, and whom the words that call many stand for. */
import type { MemberRole } from "./model.ts";

/** People that one word calls. In a message's body it stands where an id would. */
export const CALLED = ["@all", "@owners", "@moderators"] as const;
export type Called = typeof CALLED[number];

/** Why somebody is told of a message. */
export type MentionedAs = "name" | "reply" | Called;

/** One message in which somebody was mentioned or answered. */
export interface Mention {
  readonly as: MentionedAs;
  /** Who wrote it. */
  readonly by: string;
  /** When. */
  readonly at: number;
  /** Number of the message whose thread it stands in. */
  readonly root?: number;
}

/** The words, in the languages there are. Nobody can be named so. */
const WORDS: Readonly<Record<string, Called>> = {
  all: "@all",
  everyone: "@all",
  everybody: "@all",
  channel: "@all",
  group: "@all",
  "الكل": "@all",
  "الجميع": "@all",
  owners: "@owners",
  "المالكون": "@owners",
  "المالكين": "@owners",
  moderators: "@moderators",
  mods: "@moderators",
  "المشرفون": "@moderators",
  "المشرفين": "@moderators",
};

/** What a word after "@" calls, if it calls many. */
export function calledBy(word: string): Called | undefined {
  const key = word.normalize("NFKC").toLowerCase();
  return Object.hasOwn(WORDS, key) ? WORDS[key] : undefined;
}

export function isCalled(one: string): one is Called {
  return CALLED.some((called) => called === one);
}

/** Does it call a member of this role? Whoever owns a group moderates it, too. */
export function calls(called: Called, role: MemberRole): boolean {
  switch (called) {
    case "@all":
      return true;
    case "@owners":
      return role === "owner";
    case "@moderators":
      return role === "owner" || role === "moderator";
  }
}
