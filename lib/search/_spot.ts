/** The order of all messages somebody may read. */
import type { Entry } from "@/lib/conversations/model.ts";

/** A place in the order of all messages: newest first, ties by id and number. */
export interface Spot {
  readonly at: number;
  readonly conversation: string;
  readonly seq: number;
}

/** Is the first newer than the second? */
export function isNewer(a: Spot, b: Spot): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.conversation !== b.conversation) return a.conversation > b.conversation;
  return a.seq > b.seq;
}

/** Where a message stands in it. */
export function spotOf({ at, conversation, seq }: Entry): Spot {
  return { at, conversation, seq };
}

/** A place as it stands in an address. */
export function formatSpot({ at, conversation, seq }: Spot): string {
  return `${at}.${seq}.${conversation}`;
}

/** The place an address names; null for what names none. */
export function parseSpot(text: string): Spot | null {
  const [, at, seq, conversation] =
    /^(\d{1,15})\.(\d{1,15})\.([\w-]{1,64})$/.exec(text) ?? [];
  return conversation
    ? { at: Number(at), seq: Number(seq), conversation }
    : null;
}
