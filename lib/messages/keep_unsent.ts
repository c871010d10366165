import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import type { Unsent } from "@/lib/conversations/unsent_model.ts";
import { unsents } from "@/lib/conversations/unsent.ts";
import { TooLarge } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { clientIds } from "./_keys.ts";
import { checkClientId, type Draft } from "./draft.ts";
import { TEXT_LIMIT } from "./model.ts";

/** What a composer holds. */
export interface Written {
  readonly conversation: string;
  readonly text: string;
  /** The id that the message will have once it is sent. */
  readonly clientId: string;
  readonly reply?: number | undefined;
}

/**
 * Keeps what somebody has written and not sent, so that it is in the composer
 * on their other devices. The last one to save wins; nothing but spaces is
 * nothing to keep. A save that comes after its own message was sent is too late.
 * @throws NotFound; Invalid; TooLarge when it could not be sent either
 */
export async function keepUnsent(user: User, written: Written): Promise<void> {
  const { conversation, clientId, reply } = written;
  checkClientId(clientId);
  const at = Date.now();
  const text = written.text.toWellFormed().replaceAll("\0", "");
  if (new TextEncoder().encode(text).length > TEXT_LIMIT) {
    throw new TooLarge({
      key: "message.error.too_long",
      values: { limit: TEXT_LIMIT },
    });
  }
  await change(async (c) => {
    await findConversation(user, conversation, { within: c });
    if (await c.read(clientIds, [conversation, user.id, clientId])) return;
    const key: [string, string] = [user.id, conversation];
    const kept = await c.read(unsents, key);
    if (text.trim() === "") return kept ? c.drop(unsents, key) : undefined;
    if (kept?.text === text && kept.clientId === clientId) return;
    c.put(unsents, key, {
      text,
      ...(reply === undefined ? {} : { reply }),
      clientId,
      at,
    });
  });
}

/**
 * A message is sent: what was kept of it goes. What was kept of something else,
 * written on another device meanwhile, stays.
 */
export async function settleUnsent(
  c: Change,
  user: string,
  draft: Draft,
): Promise<void> {
  const key: [string, string] = [user, draft.conversation];
  const kept = await c.read(unsents, key);
  if (kept && isOf(kept, draft)) c.drop(unsents, key);
}

function isOf({ clientId, text }: Unsent, draft: Draft): boolean {
  return clientId === draft.clientId || clientId === draft.unsent ||
    text.trimEnd() === draft.text;
}
