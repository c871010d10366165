/** Questions about messages, always asked on behalf of somebody. */
import type { User } from "@/lib/accounts/model.ts";
import { listEntries, readEntryAt } from "@/lib/conversations/entries.ts";
import { findConversation } from "@/lib/conversations/find.ts";
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
  const { conversation } = await findConversation(user, conversationId);
  const found = await readRun(conversationId, spot);
  const { before, newer } = found;
  const messages = await showMessages(conversation, found.messages, before);
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
async function readRun(id: string, spot: Spot): Promise<Run> {
  if (spot.around !== undefined) {
    const middle = Math.floor(spot.around);
    const half = Math.floor(PAGE_SIZE / 2);
    const [head, tail] = await Promise.all([
      backwards(id, middle, half + 1),
      forwards(id, middle - 1, half + 1),
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
      readEntryAt(id, after),
      forwards(id, after, PAGE_SIZE + 1),
    ]);
    return {
      messages: tail.slice(0, PAGE_SIZE),
      before: tail.length > 0 ? head : await lastOf(id),
      newer: tail.length > PAGE_SIZE,
    };
  }
  const before = spot.before === undefined ? undefined : Math.ceil(spot.before);
  // One more than the page: it decides how the first row is grouped.
  const [run, last] = await Promise.all([
    backwards(id, before, PAGE_SIZE + 1),
    before === undefined ? null : readEntryAt(id, before),
  ]);
  return {
    messages: run.slice(-PAGE_SIZE),
    before: run.length > PAGE_SIZE ? run[0]! : null,
    newer: last !== null || run.length === 0 && await lastOf(id) !== null,
  };
}

async function lastOf(id: string): Promise<Message | null> {
  return (await backwards(id, undefined, 1))[0] ?? null;
}

async function backwards(
  id: string,
  before: number | undefined,
  limit: number,
): Promise<Message[]> {
  const run = await listEntries(id, {
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
): Promise<Message[]> {
  return listEntries(id, { after, limit });
}

/** One message. @throws NotFound for strangers and for numbers that are not there */
export async function findMessage(
  user: User,
  conversationId: string,
  seq: number,
): Promise<ShownMessage> {
  const { conversation } = await findConversation(user, conversationId);
  const message = await readEntryAt(conversationId, seq);
  if (!message) throw new NotFound({ key: "message.error.not_found" });
  const previous = await readEntryAt(conversationId, seq - 1);
  const [shown] = await showMessages(conversation, [message], previous);
  return shown!;
}

/** The line to answer; undefined where there is no such message. @throws NotFound for strangers */
export async function findQuote(
  user: User,
  conversationId: string,
  seq: number | undefined,
): Promise<Quote | undefined> {
  if (seq === undefined) return undefined;
  const { conversation } = await findConversation(user, conversationId);
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
