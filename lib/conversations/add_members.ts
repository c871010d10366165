import { listApart } from "@/lib/accounts/between.ts";
import { listLeaving } from "@/lib/accounts/leaving.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, Invalid } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations, members, readings, tips } from "./_keys.ts";
import { type Place, putMember, readingAt } from "./_store.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { type Conversation, type Member, MEMBER_LIMIT } from "./model.ts";
import { endOf } from "./log_model.ts";
import { appendNote } from "./note.ts";
import { demand } from "./rights.ts";

/** Most people taken in by one atomic write: three rows each, of the 1,000 it may hold. */
export const BATCH = 250;

/** Names a note spells out; the rest are counted. */
const NAMED = 5;

/**
 * Brings people into a group. Whoever is in it already stays as they are.
 * @throws NotFound, Forbidden, Invalid at the field `members`
 */
export async function addMembers(
  actor: User,
  id: string,
  users: readonly User[],
): Promise<void> {
  for (let i = 0; i < users.length; i += BATCH) {
    await addBatch(actor, id, users.slice(i, i + BATCH));
  }
}

/**
 * Takes in one batch, at most {@link BATCH} people, in one atomic write.
 * @param first runs at its beginning; false means that there is nothing to do any more
 */
export async function addBatch(
  actor: User,
  id: string,
  users: readonly User[],
  first?: (c: Change) => Promise<boolean>,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    if (first && !await first(c)) return;
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct") {
      throw new Forbidden({ key: "conversation.error.direct_is_two" });
    }
    demand(conversation, member, "invite");
    // Peeked, not checked: whoever changes membership writes the tip, and the note below checks it.
    const there = await c.peekMany(
      members,
      users.map((user) => [id, user.id]),
    );
    const leaving = await listLeaving(c, users.map((user) => user.id));
    const apart = await listApart(c, actor.id, users.map(({ id }) => id));
    const added = users.filter(({ id }, i) =>
      there[i] === null && !leaving.has(id) && !apart.has(id)
    );
    if (added.length === 0) return;
    const memberCount = conversation.memberCount + added.length;
    if (memberCount > MEMBER_LIMIT) {
      throw new Invalid({
        members: {
          key: "inbox.new.error.too_many",
          values: { limit: MEMBER_LIMIT },
        },
      });
    }
    const tip = await c.read(tips, [id]);
    admit(
      c,
      id,
      added.map((user) => newMember(conversation, user.id, now, tip?.seq)),
      endOf(tip),
    );
    c.put(conversations, [id], { ...conversation, memberCount });
    await appendNote(
      c,
      id,
      actor,
      {
        what: "added",
        names: added.slice(0, NAMED).map((user) => user.name),
        count: added.length,
      },
      now,
      added.slice(0, NAMED).map((user) => user.id),
    );
  }, { queue: logQueue(id) });
}

/** Somebody who comes in now, after the entry of this number. */
export function newMember(
  { history }: Pick<Conversation, "history">,
  user: string,
  since: number,
  seq = 0,
  role: Member["role"] = "member",
): Member {
  const limit = history === "joining" ? { from: seq + 1 } : {};
  return { user, role, since, ...limit };
}

/**
 * Puts new members who have nothing unread up to there, and opens their streams
 * to this conversation before anything else of it is announced.
 */
export function admit(
  c: Change,
  id: string,
  fresh: readonly Member[],
  upTo: Place,
): void {
  for (const member of fresh) {
    putMember(c, id, member);
    c.put(readings, [member.user, id], readingAt(upTo, member.since));
    announce(c, {
      type: "member-added",
      audience: { conversation: id },
      user: member.user,
    });
  }
}
