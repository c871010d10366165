/** Threads: one, how far somebody has read it, and all that somebody follows. */
import { findBetweens } from "@/lib/accounts/between.ts";
import type { User } from "@/lib/accounts/model.ts";
import { readEntries } from "@/lib/conversations/entries.ts";
import {
  findConversation,
  isMember,
  readConversations,
  titleConversation,
} from "@/lib/conversations/find.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { listThread } from "@/lib/conversations/thread_log.ts";
import { seeMentions, tellMentions } from "@/lib/conversations/mentions.ts";
import { demandReadable, readableFrom } from "@/lib/conversations/rights.ts";
import { NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { list, read, readMany } from "@/lib/kv/read.ts";
import { follows, tallies } from "./_keys.ts";
import { findMessage } from "./find.ts";
import { readMarks } from "./marks.ts";
import {
  type Follow,
  mayHaveThread,
  type MessagePage,
  type ShownMessage,
  type ThreadTally,
} from "./model.ts";
import { readable, unblocked } from "./readable.ts";
import { readRun, type Spot, threadOf } from "./run.ts";
import { showMessages } from "./show.ts";

/** A thread as its page shows it. */
export interface Thread {
  readonly root: ShownMessage;
  readonly page: MessagePage;
  /** One's own place in it; null for who never was. */
  readonly follow: Follow | null;
}

/** The message a thread begins with. @throws NotFound where there can be none */
async function findRoot(
  user: User,
  id: string,
  seq: number,
): Promise<ShownMessage> {
  const root = await findMessage(user, id, seq);
  if (root.inThread !== undefined || !mayHaveThread(root)) {
    throw new NotFound({ key: "message.error.not_found" });
  }
  return root;
}

/** One page of a thread, oldest first. @throws NotFound */
export async function findThread(
  user: User,
  id: string,
  seq: number,
  spot: Spot,
): Promise<Thread> {
  const { conversation, member } = await findConversation(user, id);
  const root = await findRoot(user, id, seq);
  const [run, follow, between] = await Promise.all([
    readRun(threadOf(id, seq), spot),
    read(follows, [user.id, id, seq]),
    findBetweens(user.id),
  ]);
  const from = readableFrom(member);
  const messages = (await showMessages(conversation, run.messages, run.before))
    .map((message) => unblocked(readable(message, from), between));
  const marks = await readMarks(user.id, [root, ...messages]);
  const page = {
    messages,
    older: run.before !== null,
    newer: run.newer,
    marks,
  };
  return { root: unblocked(root, between), page, follow };
}

/** How far this user has read a thread, and how much came after that. @throws NotFound */
export async function findFollow(
  user: User,
  id: string,
  root: number,
): Promise<[Follow | null, unread: number]> {
  await findConversation(user, id);
  const [follow, tally] = await Promise.all([
    read(follows, [user.id, id, root]),
    read(tallies, [id, root]),
  ]);
  const count = tally?.thread?.count ?? 0;
  return [follow, follow ? Math.max(0, count - follow.nth) : 0];
}

/** Follows a thread from here on, or stops. What was read stays read. @throws NotFound */
export async function followThread(
  user: User,
  id: string,
  root: number,
  on: boolean,
): Promise<void> {
  await findRoot(user, id, root);
  await change(async (c) => {
    const key: [string, string, number] = [user.id, id, root];
    const follow = await c.read(follows, key);
    const nth = (await c.peek(tallies, [id, root]))?.thread?.count ?? 0;
    // Whoever starts to follow has what is there before their eyes.
    c.put(follows, key, follow ? { ...follow, on } : { on, seq: 0, nth });
  });
}

/** Moves one's place in a thread forward, never back. Only followers have one. @throws NotFound */
export async function readThread(
  user: User,
  id: string,
  root: number,
  seq: number,
): Promise<void> {
  const { member } = await findConversation(user, id);
  demandReadable(member, root);
  const before = Math.floor(seq) + 1;
  // What is no number (NaN) is nothing read.
  if (!(before > 1)) return;
  const [last] = await listThread(id, root, {
    before,
    limit: 1,
    reverse: true,
  });
  if (!last) return;
  await change(async (c) => {
    const upTo = { root, upTo: last.seq };
    const { seen } = await seeMentions(c, user.id, id, upTo);
    if (seen.length > 0) await tellMentions(c, user.id, id, { gone: seen });
    const key: [string, string, number] = [user.id, id, root];
    const follow = await c.read(follows, key);
    const nth = last.nth ?? 0;
    if (!follow || nth <= follow.nth) return;
    c.put(follows, key, { ...follow, seq: last.seq, nth });
  });
}

/** A thread in somebody's list. */
export interface FollowedThread {
  readonly conversation: TitledConversation;
  readonly root: ShownMessage;
  readonly thread: ThreadTally;
  readonly unread: number;
}

/** Threads of a page, and how many are looked at. */
const LISTED = 50;

/** The threads somebody follows and may still read, newest first. */
export async function listThreads(user: User): Promise<FollowedThread[]> {
  const mine: { id: string; seq: number; follow: Follow }[] = [];
  for await (const { key, value } of list(follows, [user.id])) {
    if (value.on) mine.push({ id: key[1], seq: key[2], follow: value });
  }
  const all = await readMany(tallies, mine.map(({ id, seq }) => [id, seq]));
  const found = mine.flatMap((one, i) => {
    const thread = all[i]?.thread;
    return thread ? [{ ...one, thread }] : [];
  });
  found.sort((a, b) => b.thread.at - a.thread.at);
  const ids = [...new Set(found.map(({ id }) => id))];
  const may = await Promise.all(ids.map((id) => isMember(user.id, id)));
  const mineStill = new Set(ids.filter((_, i) => may[i]));
  const some = found.filter(({ id }) => mineStill.has(id)).slice(0, LISTED);
  const [conversations, between] = await Promise.all([
    readConversations(some.map(({ id }) => id)),
    findBetweens(user.id),
  ]);
  const rows = some.map(async ({ id, seq, thread, follow }) => {
    const conversation = conversations.get(id);
    const [entry] = await readEntries(id, [seq]);
    if (!conversation || !entry) return [];
    const [root] = await showMessages(conversation, [entry], null);
    const unread = Math.max(0, thread.count - follow.nth);
    const titled = await titleConversation(user, conversation);
    return [{
      conversation: titled,
      root: unblocked(root!, between),
      thread,
      unread,
    }];
  });
  return (await Promise.all(rows)).flat();
}
