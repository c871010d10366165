/** Questions about messages, always asked on behalf of somebody. */
import { findBetweens } from "@/lib/accounts/between.ts";
import type { User } from "@/lib/accounts/model.ts";
import { readEntryAt, readEntryBefore } from "@/lib/conversations/entries.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { demandReadable, readableFrom } from "@/lib/conversations/rights.ts";
import { NotFound } from "@/lib/errors.ts";
import { list } from "@/lib/kv/read.ts";
import { versions } from "./_keys.ts";
import {
  type MessagePage,
  type Quote,
  type ShownMessage,
  type Version,
} from "./model.ts";
import { findQuotes } from "./hung.ts";
import { logOf, readRun, type Spot } from "./run.ts";
import { readMarks } from "./marks.ts";
import { readable, unblocked } from "./readable.ts";
import { showMessages } from "./show.ts";

export type { Spot };

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
  const [found, between] = await Promise.all([
    readRun(logOf(conversationId, from), spot),
    findBetweens(user.id),
  ]);
  const { before, newer } = found;
  const messages = (await showMessages(conversation, found.messages, before))
    .map((message) => unblocked(readable(message, from), between));
  return {
    messages,
    older: before !== null,
    newer,
    marks: await readMarks(user.id, messages),
  };
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
  const previous = seq > from ? await readEntryBefore(message) : null;
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
