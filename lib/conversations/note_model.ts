/** What lines of the log say that nobody wrote. */
import type { MemberRole } from "./model.ts";

/** Something that happened to the conversation, kept as facts and worded for each reader. An empty name is that of somebody whose account is gone. */
export type Note =
  | { readonly what: "created" }
  | { readonly what: "renamed"; readonly from: string; readonly to: string }
  | { readonly what: "described"; readonly to: string }
  | {
    readonly what: "added";
    readonly names: readonly string[];
    readonly count: number;
  }
  | { readonly what: "removed"; readonly name: string }
  | { readonly what: "owner"; readonly name: string }
  /** Somebody's role changed. */
  | {
    readonly what: "role";
    readonly name: string;
    readonly to: Exclude<MemberRole, "guest">;
  }
  /** A setting changed that says enough by its name. */
  | { readonly what: "set"; readonly to: GroupSetting }
  /** After how many minutes new messages vanish; 0: never. */
  | { readonly what: "timer"; readonly minutes: number }
  /** After how many days everything said goes; 0: the owner has no such rule. */
  | { readonly what: "retention"; readonly days: number }
  /** The description changed, to words that are erased by now. */
  | { readonly what: "reworded" }
  | { readonly what: "left" }
  /** Somebody came in by a link. */
  | { readonly what: "joined" }
  /** A message was pinned: its number, and the thread it stands in. */
  | {
    readonly what: "pinned";
    readonly seq: number;
    readonly inThread?: number;
  };

/** What a line in the log can say was set. */
export type GroupSetting =
  | "rights"
  | "history_all"
  | "history_joining"
  | "slow"
  | "slow_off"
  | "content"
  | "guests_gone"
  | "picture"
  | "picture_off"
  | "read_only"
  | "read_only_off"
  | "published"
  | "unpublished";

/** What of a person stands in a note, so that it can be taken out when they are gone. */
export type InNote =
  /** Their name, the so manieth of those it names. */
  | { readonly name: number }
  /** Words they chose. */
  | { readonly words: true };
