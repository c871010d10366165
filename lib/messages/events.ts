/** The live events of messages, and who may see them. */
import type { Profile } from "@/lib/accounts/model.ts";
import type { Marks, ShownMessage } from "./model.ts";

/** Somebody wrote; the row goes to the end of the log. */
export interface MessageAdded {
  readonly type: "message-added";
  readonly audience: { readonly conversation: string };
  readonly message: ShownMessage;
  /** Somebody was away when it came, and has reacted elsewhere meanwhile. */
  readonly marks?: OwnMarks;
  /** On the streams of somebody who wants no notice of its author: shown, and counted nowhere. */
  readonly silent?: boolean;
}

/** Somebody's own marks as they are now. Those of all others are as they were. */
export type OwnMarks = Partial<Marks> & { readonly of: string };

/** A message was edited or deleted, or what hangs on it changed; its row is replaced where it is on screen. */
export interface MessageChanged {
  readonly type: "message-changed";
  readonly audience: { readonly conversation: string };
  readonly message: ShownMessage;
  /** Its own words are as they were: a framed log need not show it again. */
  readonly hung?: true;
  readonly marks?: OwnMarks;
  /** The same for their own streams only: nobody else learns whose it is. */
  readonly secretly?: OwnMarks;
}

/** Messages are gone for good: nothing stands in their place. */
export interface MessagesRemoved {
  readonly type: "messages-removed";
  readonly audience: { readonly conversation: string };
  readonly seqs: readonly number[];
}

/** Something waits for this user to look at; every page says so, and where. */
export interface NoticeRaised {
  readonly type: "notice-raised";
  readonly audience: { readonly user: string };
  /** Whoever looks at this conversation sees it there. */
  readonly conversation?: string;
}

/** Somebody is typing. Never stored; fades after six seconds. */
export interface Typing {
  readonly type: "typing";
  readonly audience: { readonly conversation: string };
  readonly profile: Profile;
}

export type MessageEvent =
  | MessageAdded
  | MessageChanged
  | MessagesRemoved
  | NoticeRaised
  | Typing;
