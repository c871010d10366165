import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findProfiles } from "@/lib/accounts/find.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import {
  logQueue,
  noteAlteration,
  previousOf,
} from "@/lib/conversations/log.ts";
import {
  demand,
  demandReadable,
  refuseIfClosed,
} from "@/lib/conversations/rights.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { reactions, tallies } from "./_keys.ts";
import { findPictures } from "./custom_emoji.ts";
import { customIn } from "./custom_emoji_model.ts";
import { putTally } from "./_store.ts";
import type { Marks, ShownMessage, Tally } from "./model.ts";
import {
  added,
  emojiOf,
  mayReact,
  REACTION_LIMIT,
  removed,
} from "./reaction_model.ts";
import { showWhole } from "./show.ts";

/** A row drawn anew, and what of it is the reader's own. */
export interface Marked {
  readonly message: ShownMessage;
  readonly marks: Marks;
}

/** People who are looked at for a name when one who was named takes a reaction back. */
const LOOKED_AT = 100;

/**
 * Puts an emoji to a message, or takes one's own away. Doing it twice is doing
 * it once.
 * @param raw as it was typed or clicked
 * @throws NotFound; Invalid at `emoji`; Forbidden for notes and deleted
 * messages; Conflict when there are too many kinds already
 */
export async function react(
  user: User,
  conversationId: string,
  seq: number,
  raw: string,
  on: boolean,
): Promise<Marked> {
  const emoji = emojiOf(raw) ?? await customOf(raw, on);
  if (!emoji) throw new Invalid({ emoji: { key: "message.error.emoji" } });
  const at = Date.now();
  return await change(async (c) => {
    const { conversation, member } = await findConversation(
      user,
      conversationId,
      { within: c },
    );
    // Taking one's own back needs no right.
    if (on) {
      demand(conversation, member, "react");
      await refuseIfClosed(c, user, conversation);
    }
    demandReadable(member, seq);
    const entry = await takeEntry(c, conversationId, seq);
    if (!entry) throw new NotFound({ key: "message.error.not_found" });
    if (!mayReact(entry)) {
      throw new Forbidden({ key: "message.error.may_not_react" });
    }
    const mine = (await c.read(reactions, [conversationId, seq, user.id]))
      ?.emojis ?? [];
    const tally = await c.read(tallies, [conversationId, seq]) ?? {};
    const author = (await findProfiles([entry.author])).get(entry.author) ??
      formerProfile(entry.author);
    const previous = await previousOf(c, entry);
    const show = (tally: Tally) =>
      showWhole(conversation, entry, author, previous, tally);
    if (mine.includes(emoji) === on) {
      return { message: await show(tally), marks: { reactions: mine } };
    }
    const all = tally.reactions ?? [];
    if (
      on && all.length >= REACTION_LIMIT && !all.some((r) => r.emoji === emoji)
    ) {
      throw new Conflict({
        key: "message.error.too_many_reactions",
        values: { limit: REACTION_LIMIT },
      });
    }
    const emojis = on ? [...mine, emoji] : mine.filter((one) => one !== emoji);
    const key: [string, number, string] = [conversationId, seq, user.id];
    if (emojis.length > 0) c.put(reactions, key, { emojis, at });
    else c.drop(reactions, key);
    const changed: Tally = {
      ...tally,
      reactions: on
        ? added(all, emoji, user.id)
        : removed(all, emoji, user.id, await othersWith(c, key, emoji)),
    };
    putTally(c, conversationId, seq, changed);
    await noteAlteration(c, conversationId, { seq, at, by: user.id });
    const message = await show(changed);
    announce(c, {
      type: "message-changed",
      audience: { conversation: conversationId },
      message,
      hung: true,
      marks: { of: user.id, reactions: emojis },
    });
    return { message, marks: { reactions: emojis } };
  }, { queue: logQueue(conversationId) });
}

/** One of this server's own. It can be taken back when there is none of that name any more. */
async function customOf(raw: string, on: boolean): Promise<string | null> {
  const emoji = raw.trim().toLowerCase();
  const name = customIn(emoji);
  return name && (!on || (await findPictures()).has(name)) ? emoji : null;
}

async function othersWith(
  c: Change,
  [conversation, seq, me]: [string, number, string],
  emoji: string,
): Promise<string[]> {
  const found: string[] = [];
  const rows = c.list(reactions, [conversation, seq], { limit: LOOKED_AT });
  for await (const { key, value } of rows) {
    if (key[2] !== me && value.emojis.includes(emoji)) found.push(key[2]);
  }
  return found;
}
