import type { Spot } from "@/lib/messages/find.ts";
import { PAGE_SIZE } from "@/lib/messages/model.ts";

/** Read messages shown above the first unread one. */
const BEFORE_UNREAD = 5;

/** What might be asked of a page of messages: each may be missing. */
export type Wish = { [K in keyof Spot]: Spot[K] | undefined } & {
  /** The number to answer. */
  reply?: number | undefined;
};

/** Where the page is: as wished, else at the first unread message or at the end. */
export function spotOf(wish: Wish, read: number, unread: number): Spot {
  if (wish.around !== undefined) return { around: wish.around };
  if (wish.before !== undefined) return { before: wish.before };
  if (wish.after !== undefined) return { after: wish.after };
  return unread > PAGE_SIZE - BEFORE_UNREAD
    ? { after: Math.max(0, read - BEFORE_UNREAD) }
    : {};
}
