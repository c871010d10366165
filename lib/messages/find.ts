/** Questions about messages, always asked on behalf of somebody. */
import type { User } from "@/lib/accounts/model.ts";
import { listEntries, readEntryAt } from "@/lib/conversations/entries.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { demandReadable, readableFrom } from "@/lib/conversations/rights.ts";
import { NotFound } from "@/lib/errors.ts";
import { list } from "@/lib/kv/read.ts";
import { versions } from "./_keys.ts";
import {
  type Message,
  type MessagePage,
  PAGE_SIZE,
  type Quote,
  type ShownMessage,
  type Version,
} from "./model.ts";
import { findQuotes } from "./hung.ts";
import { readMarks } from "./marks.ts";
import { readable } from "./readable.ts";
import { showMessages } from "./show.ts";

/** Where a page of history is: at the end, before, after or around a number. */
export interface Spot {
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
}

/**
 * One page of a conversation, oldest first. Its cost does not depend on the
 * length of the conversation: a range by number, no counting, no offsets.
 * @throws NotFound for strangers
 */
export async function listMessages(
  user: User,
  conversationId: string,
  spot: Spot = {},
): Promise<MessagePage> {
  const { conversation, member } = await findConversation(
    user,
    conversationId,
  );
  const from = readableFrom(member);
  const found = await readRun(conversationId, spot, from);
  const { before, newer } = found;
  const messages = (await showMessages(conversation, found.messages, before))
    .map((message) => readable(message, from));
  return {
    messages,
    older: before !== null,
    newer,
    marks: await readMarks(user.id, messages),
  };
}

interface Run {
  readonly messages: Message[];
  readonly before: Message | null;
  readonly newer: boolean;
}

/** Past either end there is nothing: an empty run, so that paging on ends there. */
async function readRun(id: string, spot: Spot, from: number): Promise<Run> {
  if (spot.around !== undefined) {
    const middle = Math.floor(spot.around);
    const half = Math.floor(PAGE_SIZE / 2);
    const [head, tail] = await Promise.all([
      backwards(id, middle, half + 1, from),
      forwards(id, middle - 1, half + 1, from),
    ]);
    return {
      messages: [...head.slice(-half), ...tail.slice(0, half)],
      before: head.length > half ? head[0]! : null,
      newer: tail.length > half,
    };
  }
  if (spot.after !== undefined) {
    const after = Math.floor(spot.after);
    const [head, tail] = await Promise.all([
      after < from ? null : readEntryAt(id, after),
      forwards(id, after, PAGE_SIZE + 1, from),
    ]);
    return {
      messages: tail.slice(0, PAGE_SIZE),
      before: tail.length > 0 ? head : await lastOf(id, from),
      newer: tail.length > PAGE_SIZE,
    };
  }
  const before = spot.before === undefined ? undefined : Math.ceil(spot.before);
  // One more than the page: it decides how the first row is grouped.
  const [run, last] = await Promise.all([
    backwards(id, before, PAGE_SIZE + 1, from),
    before === undefined ? null : readEntryAt(id, before),
  ]);
  return {
    messages: run.slice(-PAGE_SIZE),
    before: run.length > PAGE_SIZE ? run[0]! : null,
    newer: last !== null || run.length === 0 && await lastOf(id, from) !== null,
  };
}

async function lastOf(id: string, from: number): Promise<Message | null> {
  return (await backwards(id, undefined, 1, from))[0] ?? null;
}

async function backwards(
  id: string,
  before: number | undefined,
  limit: number,
  from: number,
): Promise<Message[]> {
  const run = await listEntries(id, {
    ...(from > 1 ? { after: from - 1 } : {}),
    ...(before === undefined ? {} : { before }),
    limit,
    reverse: true,
  });
  return run.reverse();
}

function forwards(
  id: string,
  after: number,
  limit: number,
  from: number,
): Promise<Message[]> {
  return listEntries(id, { after: Math.max(after, from - 1), limit });
}

/** One message. @throws NotFound for strangers and for numbers that are not there */
export async function findMessage(
  user: User,
  conversationId: string,
  seq: number,
): Promise<ShownMessage> {
  const { conversation, member } = await findConversation(
    user,
    conversationId,
  );
  demandReadable(member, seq);
  const from = readableFrom(member);
  const message = await readEntryAt(conversationId, seq);
  if (!message) throw new NotFound({ key: "message.error.not_found" });
  const previous = seq > from
    ? await readEntryAt(conversationId, seq - 1)
    : null;
  const [shown] = await showMessages(conversation, [message], previous);
  return readable(shown!, from);
}

/** The line to answer; undefined where there is no such message. @throws NotFound for strangers */
export async function findQuote(
  user: User,
  conversationId: string,
  seq: number | undefined,
): Promise<Quote | undefined> {
  if (seq === undefined) return undefined;
  const { conversation, member } = await findConversation(
    user,
    conversationId,
  );
  if (seq < readableFrom(member)) return undefined;
  return (await findQuotes(conversation, [seq])).get(seq);
}

/** Earlier texts of an edited message, oldest first. @throws NotFound */
export async function listVersions(
  user: User,
  conversationId: string,
  seq: number,
): Promise<Version[]> {
  await findMessage(user, conversationId, seq);
  const found: Version[] = [];
  for await (const { value } of list(versions, [conversationId, seq])) {
    found.push(value);
  }
  return found;
}
