import type { User } from "@/lib/accounts/model.ts";
import { readEntryAt } from "@/lib/conversations/entries.ts";
import {
  findConversation,
  titleConversation,
} from "@/lib/conversations/find.ts";
import {
  type Entry,
  type Forwarded,
  mayRead,
  type Said,
} from "@/lib/conversations/model.ts";
import { demandReadable, readableFrom } from "@/lib/conversations/rights.ts";
import { takeEntry } from "@/lib/conversations/thread_log.ts";
import { Conflict, Forbidden, NotFound } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { crossing, mayForward } from "./forward_model.ts";
import type { ShownMessage } from "./model.ts";
import { sendMessage } from "./send.ts";

/** Where to, and what is said with it. */
export interface Onward {
  readonly conversation: string;
  readonly clientId: string;
  /** Empty when nothing is. */
  readonly words: string;
}

/** Where a message stands. */
interface Place {
  readonly conversation: string;
  readonly seq: number;
}

/** Where the original stands, for whoever may read it there. */
export interface Source extends Place {
  /** What its conversation is called for this reader. */
  readonly title: string;
  readonly inThread?: number | undefined;
}

/**
 * Passes a message on. The copy has its text and says whose it was, and lives by
 * itself from then on; what was passed on already keeps its first source. Both
 * rights, to read there and to write here, are asked in the change that sends.
 * @throws NotFound; Forbidden for what cannot be passed on, across an encryption
 * boundary, and without the right to write; Conflict when it changed meanwhile
 */
export async function forwardMessage(
  user: User,
  { conversation: from, seq }: Place,
  { conversation: to, clientId, words }: Onward,
): Promise<ShownMessage> {
  await findConversation(user, from);
  const said = saidIn(await readEntryAt(from, seq));
  const { text } = said;
  return await sendMessage(user, {
    conversation: to,
    clientId,
    text,
    forwarded: { ...sourceOf(said, from), ...(words ? { words } : {}) },
  }, async (c) => {
    const now = saidIn(await takeReadable(c, user, from, seq));
    if (now.text !== text) {
      throw new Conflict({ key: "message.forward.error.changed" });
    }
    await demandSameSide(c, user, from, to);
  });
}

/** Where a passed-on message was said, if this user may read it there. */
export async function findSource(
  user: User,
  { conversation, seq }: Place,
): Promise<Source | null> {
  const entry = await readEntryAt(conversation, seq);
  const source = entry && "text" in entry.body
    ? entry.body.forwarded
    : undefined;
  if (!source) return null;
  try {
    const place = await findConversation(user, source.from);
    if (source.seq < readableFrom(place.member)) return null;
    const original = await readEntryAt(source.from, source.seq);
    if (original?.kind !== "text") return null;
    const { title } = await titleConversation(user, place.conversation);
    return {
      title,
      conversation: source.from,
      seq: source.seq,
      inThread: original.thread,
    };
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

async function takeReadable(
  c: Change,
  user: User,
  id: string,
  seq: number,
): Promise<Entry | null> {
  const { member } = await findConversation(user, id, { within: c });
  demandReadable(member, seq);
  return await takeEntry(c, id, seq);
}

/** Until somebody can be warned, nothing crosses: a device alone could open and seal it. */
async function demandSameSide(
  c: Change,
  user: User,
  from: string,
  to: string,
): Promise<void> {
  const [source, target] = await Promise.all(
    [from, to].map((id) => findConversation(user, id, { within: c })),
  );
  const [here, there] = [source!.conversation, target!.conversation];
  if (crossing(here, there) || !mayRead(here) || !mayRead(there)) {
    throw new Forbidden({ key: "message.forward.error.boundary" });
  }
}

/** @throws NotFound where there is nothing; Forbidden for what cannot be passed on */
function saidIn(
  entry: Entry | null,
): Said & Pick<Entry, "author" | "at" | "seq"> {
  if (!entry) throw new NotFound({ key: "message.error.not_found" });
  const { kind, until, body, author, at, seq } = entry;
  const facts = { ...body, kind, ...(until === undefined ? {} : { until }) };
  if (!("text" in body) || !mayForward(facts)) {
    throw new Forbidden({ key: "message.forward.error.may_not" });
  }
  return { ...body, author, at, seq };
}

/** Of what was passed on already, where it was said first. */
function sourceOf(
  { forwarded, author, at, seq }: ReturnType<typeof saidIn>,
  from: string,
): Forwarded {
  if (!forwarded) return { from, seq, author, at };
  const { words: _, ...first } = forwarded;
  return first;
}
