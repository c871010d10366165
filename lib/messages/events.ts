/** The live events of messages, and who may see them. */
import type { Profile } from "@/lib/accounts/model.ts";
import type { ShownMessage } from "./model.ts";

/** Somebody wrote; the row goes to the end of the log. */
export interface MessageAdded {
  readonly type: "message-added";
  readonly audience: { readonly conversation: string };
  readonly message: ShownMessage;
}

/** A message was edited or deleted; its row is replaced where it is on screen. */
export interface MessageChanged {
  readonly type: "message-changed";
  readonly audience: { readonly conversation: string };
  readonly message: ShownMessage;
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
  | Typing;
