/** The live events of conversations, and who may see them. */

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

export type ConversationEvent =
  | MemberAdded
  | MemberRemoved
  | ConversationChanged;
