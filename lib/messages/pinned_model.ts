/** Messages that a conversation keeps in sight. Conversations that a person keeps on top are another thing. */

/** A pinned message's row. */
export interface Pinned {
  readonly by: string;
  readonly at: number;
}

/** Most of them in one conversation. */
export const PINNED_LIMIT = 100;

/** May this be pinned? Notes and deleted messages say nothing to come back to. */
export function mayBePinned(message: { kind: string }): boolean {
  return message.kind === "text";
}
