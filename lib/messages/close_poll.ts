/** A poll ends: by its author, or by its time. */
import type { User } from "@/lib/accounts/model.ts";
import { entries } from "@/lib/conversations/entries.ts";
import {
  findConversation,
  readConversations,
} from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import type { Conversation, Entry, Poll } from "@/lib/conversations/model.ts";
import { demandReadable } from "@/lib/conversations/rights.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { tallies } from "./_keys.ts";
import { putPolled, showPolled } from "./_poll_changed.ts";
import type { ShownMessage } from "./model.ts";
import { emptyTally } from "./poll_model.ts";

/** A poll's time is over. */
export interface PollDue extends Job {
  readonly kind: "poll-due";
  readonly conversation: string;
  readonly seq: number;
}

/** Leaves word to close a new poll when its time is over. */
export function closeLater(c: Change, entry: Entry, { until }: Poll): void {
  if (until === undefined) return;
  const { conversation, seq } = entry;
  later<PollDue>(c, { kind: "poll-due", conversation, seq }, {
    delay: Math.max(0, until - entry.at),
  });
}

/** Does such a job: pages that were open all the time show the end, too. */
export async function closeDue(
  { conversation: id, seq }: PollDue,
): Promise<void> {
  const conversation = (await readConversations([id])).get(id);
  if (!conversation) return;
  await change(async (c) => {
    const entry = await c.read(entries, [id, seq]);
    const poll = entry && pollOf(entry);
    if (!poll) return;
    await close(c, conversation, entry, poll, poll.until ?? Date.now());
  }, { queue: logQueue(id) });
}

/**
 * Ends one's own poll for good; doing it again changes nothing.
 * @throws NotFound where there is no poll; Forbidden for others' polls
 */
export async function closePoll(
  user: User,
  conversationId: string,
  seq: number,
): Promise<ShownMessage> {
  return await change(async (c) => {
    const { conversation, member } = await findConversation(
      user,
      conversationId,
      { within: c },
    );
    demandReadable(member, seq);
    const entry = await c.read(entries, [conversationId, seq]);
    const poll = entry && pollOf(entry);
    if (!poll) throw new NotFound({ key: "message.error.not_found" });
    if (entry.author !== user.id) {
      throw new Forbidden({ key: "poll.error.may_not_close" });
    }
    return await close(c, conversation, entry, poll, Date.now());
  }, { queue: logQueue(conversationId) });
}

function pollOf({ body }: Entry): Poll | undefined {
  return "text" in body ? body.poll : undefined;
}

async function close(
  c: Change,
  conversation: Conversation,
  entry: Entry,
  poll: Poll,
  at: number,
): Promise<ShownMessage> {
  const tally = await c.read(tallies, [conversation.id, entry.seq]) ?? {};
  const counted = tally.poll ?? emptyTally(poll);
  if (counted.closed !== undefined) {
    return await showPolled(c, conversation, entry, tally);
  }
  const closed = Math.min(at, poll.until ?? at);
  return await putPolled(c, conversation, entry, {
    ...tally,
    poll: { ...counted, closed },
  }, { at: Date.now(), by: entry.author });
}
