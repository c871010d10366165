/**
 * Tells people of a message that mentions or answers them: one row for each,
 * whatever calls them. A few people are told in the change that brings the
 * message; what may be many is done by a job, which makes the rows of all
 * members fit the message as it stands when it runs. So the end is the same
 * however often and in whichever order such jobs run.
 */
import { readConversations } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import {
  type Callings,
  callingsOf,
  type Hearer,
  hearersAmong,
  membersAfter,
  NOBODY,
} from "@/lib/conversations/mention_hearers.ts";
import {
  dropMention,
  hasRead,
  peekMention,
  putMention,
  tellMentions,
} from "@/lib/conversations/mentions.ts";
import {
  type Conversation,
  CROWD,
  type Entry,
} from "@/lib/conversations/model.ts";
import { peekEntry, storedEntry } from "@/lib/conversations/thread_log.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";

/** Whom a message mentions may have to be told, or not be told any more. */
export interface MentionsToSettle extends Job {
  readonly kind: "settle-mentions";
  readonly conversation: string;
  readonly seq: number;
  /** Are they to look, even if they have read it? */
  readonly edited: boolean;
  /** The last member who was looked at. */
  readonly after?: string;
}

/** As many people are told in the change itself. */
const FEW = 20;
/** Members looked at by one write. */
const BATCH = 50;

type Place = Pick<Conversation, "id" | "kind" | "memberCount">;

/**
 * Tells those whom a new or edited message calls, and takes back what it does
 * not call any more.
 * @param before the message before it was edited
 */
export async function tellMentioned(
  c: Change,
  conversation: Place,
  entry: Entry,
  before?: Entry,
): Promise<void> {
  const now = await readCallings(c, conversation, entry);
  const was = before ? await readCallings(c, conversation, before) : NOBODY;
  const users = [...new Set([...namedIn(now), ...namedIn(was)])];
  const edited = before !== undefined;
  const { id } = conversation;
  if (users.length > FEW || now.called.size + was.called.size > 0) {
    settleLater(c, { conversation: id, seq: entry.seq, edited });
  }
  const few = users.slice(0, FEW);
  if (few.length === 0) return;
  const hearers = await hearersAmong(c, entry, now, few);
  await settle(c, conversation, entry, { users: few, hearers, edited });
}

/** Takes back what a message called that is being deleted, as it stood before this change. */
export async function takeBackMentions(
  c: Change,
  id: string,
  seq: number,
): Promise<void> {
  const entry = await storedEntry(c, id, seq);
  if (!entry) return;
  const was = await readCallings(c, { kind: "group" }, entry);
  const users = namedIn(was);
  const { body } = entry;
  // Of an answer to what has vanished nobody knows any more whom it told.
  const lost = "text" in body && body.reply !== undefined && !was.answers;
  // Whoever erases many at once has no room for all of them.
  if (lost || was.called.size > 0 || users.length > 5) {
    return settleLater(c, { conversation: id, seq, edited: false });
  }
  for (const user of users) await takeBack(c, user, entry);
}

function settleLater(c: Change, what: Omit<MentionsToSettle, "kind">): void {
  later<MentionsToSettle>(c, { kind: "settle-mentions", ...what });
}

function namedIn({ people, answers }: Callings): string[] {
  return [...people, ...answers === undefined ? [] : [answers]];
}

/** Between two people every word is an answer. */
async function readCallings(
  c: Change,
  { kind }: Pick<Conversation, "kind">,
  entry: Entry,
): Promise<Callings> {
  const { conversation, body } = entry;
  const reply = "text" in body && kind === "group" ? body.reply : undefined;
  // Peeked: nobody becomes the author of what somebody else wrote.
  const answered = reply === undefined
    ? null
    : await peekEntry(c, conversation, reply);
  return callingsOf(entry, answered?.author);
}

/** Makes the rows of these people fit the message. */
async function settle(
  c: Change,
  { memberCount }: Place,
  entry: Entry,
  { users, hearers, edited }: {
    users: readonly string[];
    hearers: readonly Hearer[];
    edited: boolean;
  },
): Promise<void> {
  const { conversation, seq, at, author, thread } = entry;
  const reasons = new Map(hearers.map(({ user, as }) => [user, as]));
  for (const user of users) {
    const as = reasons.get(user);
    if (!as) {
      await takeBack(c, user, entry);
      continue;
    }
    if (await peekMention(c, user, entry)) continue;
    const unseen = edited || thread !== undefined ||
      !await hasRead(c, user, conversation, seq);
    const root = thread === undefined ? {} : { root: thread };
    putMention(c, user, entry, { as, by: author, at, ...root }, unseen);
    if (!unseen) continue;
    await tellMentions(c, user, conversation, { come: [seq] });
    // A crowd would fetch its pages all at once.
    if (memberCount > CROWD) continue;
    announce(c, { type: "notice-raised", audience: { user }, conversation });
  }
}

async function takeBack(
  c: Change,
  user: string,
  place: { readonly conversation: string; readonly seq: number },
): Promise<void> {
  const known = await peekMention(c, user, place);
  if (!known) return;
  const { conversation, seq } = place;
  dropMention(c, user, { conversation, seq, at: known.at });
  await tellMentions(c, user, conversation, { gone: [seq] });
}

/** Does such a job. */
export async function settleMentions(
  job: MentionsToSettle,
  signal: AbortSignal,
): Promise<void> {
  const { conversation: id, seq, edited } = job;
  const isOver = turn(signal);
  const conversation = (await readConversations([id])).get(id);
  if (!conversation) return;
  for (let after: string | undefined = job.after ?? "";;) {
    const last: string = after;
    after = await change(async (c) => {
      const page = await membersAfter(c, id, last, BATCH);
      const entry = await peekEntry(c, id, seq);
      const users = page.map(({ user }) => user);
      if (entry) {
        const callings = await readCallings(c, conversation, entry);
        const hearers = await hearersAmong(c, entry, callings, users);
        await settle(c, conversation, entry, { users, hearers, edited });
      } else {
        // It has vanished, or was too old to be kept.
        const place = { conversation: id, seq };
        for (const user of users) await takeBack(c, user, place);
      }
      return page.length < BATCH ? undefined : users.at(-1);
    }, { queue: logQueue(id) });
    if (after === undefined) return;
    if (isOver()) {
      const rest = { ...job, after };
      return await change((c) => later<MentionsToSettle>(c, rest));
    }
  }
}
