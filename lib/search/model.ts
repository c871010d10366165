/** What can be looked for, and what is found. */
import type { Profile } from "@/lib/accounts/model.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";

/** Longest search, in characters. */
export const QUERY_LIMIT = 300;
/** Words and phrases of one search. */
export const ITEM_LIMIT = 20;
/** Messages on one page of results. */
export const HITS_PAGE = 20;

/** In which order messages are shown. */
export const ORDERS = ["newest", "best"] as const;
export type Order = typeof ORDERS[number];
/** The best are looked for among so many of the newest that answer: the whole result may be all there is. */
export const BEST_OF = 200;

/** A piece of text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** A message that was found. */
export interface Hit {
  readonly conversation: TitledConversation;
  readonly seq: number;
  /** The thread it stands in. */
  readonly inThread?: number | undefined;
  readonly author: Profile;
  readonly at: number;
  readonly edited: boolean;
  /** What stands around the words, in pieces. */
  readonly excerpt: readonly Piece[];
}

/** One page of messages. */
export interface HitsPage {
  readonly hits: readonly Hit[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
  /** Did the search stop before the page was full? Going on finds more, perhaps. */
  readonly stopped: boolean;
  /** In the order of the best: the newest so many were looked at, and there are more. */
  readonly bestOf?: number;
}
