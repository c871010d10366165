/** The live events of conversations, and who may see them. */
import type { Profile } from "@/lib/accounts/model.ts";
import type { Entry, Neighbour } from "./model.ts";

/** Something happened to the conversation and stands in its log as a note. */
export interface NoteAdded {
  readonly type: "note-added";
  readonly audience: { readonly conversation: string };
  readonly entry: Entry;
  readonly author: Profile;
  readonly previous: Neighbour | null;
}

/** Somebody came in. From now on the conversation's events reach this user. */
export interface MemberAdded {
  readonly type: "member-added";
  readonly audience: { readonly conversation: string };
  readonly user: string;
}

/** Somebody left or was removed. Nothing after this event may reach this user. */
export interface MemberRemoved {
  readonly type: "member-removed";
  readonly audience: { readonly conversation: string };
  readonly user: string;
}

/** Name or description changed. */
export interface ConversationChanged {
  readonly type: "conversation-changed";
  readonly audience: { readonly conversation: string };
  readonly name: string;
  readonly description: string;
}

/** A member has read up to `seq`. Silent for those who do not share receipts. */
export interface ReceiptMoved {
  readonly type: "receipt";
  readonly audience: { readonly conversation: string };
  readonly user: string;
  readonly seq: number;
}

/** The same person read on another screen: badges go down there too. */
export interface ReadElsewhere {
  readonly type: "read-elsewhere";
  readonly audience: { readonly user: string };
  readonly conversation: string;
  readonly seq: number;
  readonly unread: number;
  /** Mentions that are not seen yet. */
  readonly mentions: number;
}

/** The person was mentioned, or is not any more, or has seen it. */
export interface MentionsChanged {
  readonly type: "mentions-changed";
  readonly audience: { readonly user: string };
  readonly conversation: string;
  readonly unread: number;
  readonly mentions: number;
}

/** The person pinned, muted, archived, filed or ordered: their lists show it on every screen. */
export interface PlaceChanged {
  readonly type: "place-changed";
  readonly audience: { readonly user: string };
}

export type ConversationEvent =
  | NoteAdded
  | ReceiptMoved
  | ReadElsewhere
  | MentionsChanged
  | PlaceChanged
  | MemberAdded
  | MemberRemoved
  | ConversationChanged;
