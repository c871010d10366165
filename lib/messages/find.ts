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
  type ShownMessage,
  type Version,
} from "./model.ts";
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
  const { messages, before, newer } = found;
  return {
    messages: await showMessages(conversation, messages, before),
    older: before !== null,
    newer,
  };
}

interface Run {
  readonly messages: Message[];
  readonly before: Message | null;
  readonly newer: boolean;
}

async function readRun(id: string, spot: Spot): Promise<Run> {
  if (spot.around !== undefined) {
    const half = Math.floor(PAGE_SIZE / 2);
    const [head, tail] = await Promise.all([
      backwards(id, spot.around, half + 1),
      forwards(id, spot.around - 1, half + 1),
    ]);
    return {
      messages: [...head.slice(-half), ...tail.slice(0, half)],
      before: head.length > half ? head[0]! : null,
      newer: tail.length > half,
    };
  }
  if (spot.after !== undefined) {
    const [head, tail] = await Promise.all([
      readEntryAt(id, spot.after),
      forwards(id, spot.after, PAGE_SIZE + 1),
    ]);
    return {
      messages: tail.slice(0, PAGE_SIZE),
      before: head,
      newer: tail.length > PAGE_SIZE,
    };
  }
  // One more than the page: it decides how the first row is grouped.
  const run = await backwards(id, spot.before, PAGE_SIZE + 1);
  const last = spot.before === undefined
    ? null
    : await readEntryAt(id, spot.before);
  return {
    messages: run.slice(-PAGE_SIZE),
    before: run.length > PAGE_SIZE ? run[0]! : null,
    newer: last !== null,
  };
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
