/** Random deeds of three people on one group, held against a naive list of what was said. */
import type { User } from "@/lib/accounts/model.ts";
import { findReading } from "@/lib/conversations/readers.ts";
import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { listNumbered } from "@/lib/conversations/thread_log.ts";
import { Problem } from "@/lib/errors.ts";
import type { Happening } from "@/lib/live/events.ts";
import { theStore } from "@/lib/kv/store.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { listMessages } from "@/lib/messages/find.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { react } from "@/lib/messages/react.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { findThread } from "@/lib/messages/threads.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import { doErasures, indexEverything } from "../../support/leaving.ts";
import { gatherCast, groupOf } from "../../support/people.ts";
import { onNewStore, openedRows } from "../../support/store.ts";
import { overhear } from "./_talk.ts";

const KINDS = "send reply thread edit delete react withdraw read".split(" ");
const EMOJIS = ["👍", "🎉"] as const;

const deed = fc.record({
  kind: fc.constantFrom(...KINDS),
  by: fc.nat(2),
  /** Which message, counted from the newest. */
  at: fc.nat(6),
  emoji: fc.constantFrom(...EMOJIS),
});
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

/** A message as one would write it down by hand. */
interface Said {
  readonly seq: number;
  readonly by: User;
  text: string | null;
  edited: boolean;
  readonly reply?: Said;
  readonly root?: Said;
  readonly reactions: Map<string, Set<string>>;
}

/** A group, and what is known of it without asking. */
class Group {
  readonly said: Said[] = [];
  /** Words that must be nowhere any more. */
  readonly gone: string[] = [];
  readonly read = new Map<string, number>();

  constructor(readonly id: string, readonly people: readonly User[]) {}

  word(): string {
    return `word${crypto.randomUUID().slice(0, 13)}`;
  }

  /** Main entries after what they have read. The first of all is the note of the beginning. */
  unread({ id }: User): number {
    const from = this.read.get(id)!;
    const seqs = [1, ...this.main().map(({ seq }) => seq)];
    return seqs.filter((seq) => seq > from).length;
  }

  main(): Said[] {
    return this.said.filter(({ root }) => !root);
  }

  thread(of: Said): Said[] {
    return this.said.filter(({ root }) => root === of);
  }
}

/** Does one deed and writes it down. @returns whether it was done, or null where there is nothing to do it to */
async function act(
  group: Group,
  { kind, by: n, at, emoji }: Deed,
): Promise<boolean | null> {
  const by = group.people[n]!;
  const { id: conversation } = group;
  const send = async (rest: { reply?: Said; root?: Said }) => {
    const text = group.word();
    const { seq } = await sendMessage(by, {
      conversation,
      text,
      clientId: `client-${crypto.randomUUID()}`,
      ...(rest.reply ? { reply: rest.reply.seq } : {}),
      ...(rest.root ? { thread: rest.root.seq } : {}),
    });
    group.said.push({
      seq,
      by,
      text,
      edited: false,
      reactions: new Map(),
      ...rest,
    });
    if (!rest.root) group.read.set(by.id, seq);
    return true;
  };
  if (kind === "send") return await send({});
  const main = group.main().filter(({ text }) => text !== null);
  if (kind === "reply" || kind === "thread") {
    const other = main.at(-1 - at);
    if (!other) return null;
    return await send(kind === "reply" ? { reply: other } : { root: other });
  }
  const one = group.said.at(-1 - at);
  if (!one) return null;
  if (kind === "read") {
    if (one.root) return null;
    await readUpTo(by, conversation, one.seq);
    group.read.set(by.id, Math.max(group.read.get(by.id)!, one.seq));
    return true;
  }
  const mine = one.by === by;
  const there = one.text !== null;
  // Deleting again changes nothing.
  const may = kind === "delete"
    ? mine || by === group.people[0]
    : there && (kind !== "edit" || mine);
  const text = group.word();
  const done = await attempt(() =>
    kind === "edit"
      ? editMessage(by, conversation, one.seq, text)
      : kind === "delete"
      ? deleteMessage(by, conversation, one.seq)
      : react(by, conversation, one.seq, emoji, kind === "react")
  );
  assert.equal(done, may, `${kind} of ${one.seq} by ${by.username}`);
  if (!done) return false;
  if (kind === "edit") [one.text, one.edited] = [text, true];
  else if (!there) return true;
  else if (kind === "delete") {
    group.gone.push(one.text!);
    one.text = null;
    one.reactions.clear();
  } else {
    const all = one.reactions.get(emoji) ?? new Set();
    if (kind === "react") all.add(by.id);
    else all.delete(by.id);
    one.reactions.delete(emoji);
    if (all.size > 0) one.reactions.set(emoji, all);
  }
  return true;
}

async function attempt(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** What pages say, as the naive list has it. */
function factsOf(message: ShownMessage) {
  const { seq, author, kind, text, edited, quote, thread, reactions } = message;
  return {
    seq,
    by: author.id,
    text: kind === "text" ? text : null,
    edited: kind === "text" && edited !== undefined,
    quote: quote
      ? { seq: quote.seq, gone: quote.gone, line: quote.line }
      : null,
    thread: thread?.count ?? 0,
    reactions: Object.fromEntries(
      (reactions ?? []).map(({ emoji, count }) => [emoji, count]),
    ),
  };
}

function writtenDown(group: Group, one: Said): ReturnType<typeof factsOf> {
  const { reply } = one;
  return {
    seq: one.seq,
    by: one.by.id,
    text: one.text,
    edited: one.edited && one.text !== null,
    quote: reply && one.text !== null
      ? { seq: reply.seq, gone: reply.text === null, line: reply.text ?? "" }
      : null,
    thread: group.thread(one).length,
    reactions: Object.fromEntries(
      [...one.reactions].map(([emoji, users]) => [emoji, users.size]),
    ),
  };
}

/** Everything a page shows of it, threads behind their messages. */
async function loaded(group: Group, reader: User): Promise<ShownMessage[]> {
  const { messages } = await listMessages(reader, group.id);
  const all = messages.filter(({ kind }) => kind !== "note");
  for (const { seq, thread } of all.slice()) {
    if (!thread) continue;
    const { page } = await findThread(reader, group.id, seq, {});
    all.push(...page.messages);
  }
  return all.sort((a, b) => a.seq - b.seq);
}

/** Rows as a page has them that was open all the time. A quoted line follows its own message there. */
function lived(heard: readonly Happening[]): Map<number, ShownMessage> {
  const rows = new Map<number, ShownMessage>();
  for (const { event } of heard) {
    if (event.type === "message-added" || event.type === "message-changed") {
      rows.set(event.message.seq, event.message);
    }
  }
  return rows;
}

async function check(group: Group, heard: readonly Happening[]) {
  const numbers = await listNumbered(group.id, { after: 0, limit: 1_000 });
  assert.deepEqual(
    numbers.map(({ seq }) => seq),
    Array.from({ length: group.said.length + 1 }, (_, i) => i + 1),
    "every number once, without a gap",
  );
  const [reader] = group.people;
  const all = await loaded(group, reader!);
  const naive = group.said.map((one) => writtenDown(group, one));
  assert.deepEqual(all.map(factsOf), naive, "as written down");
  const rows = lived(heard);
  for (const message of all) {
    const { quote: _, previous: __, ...live } = rows.get(message.seq)!;
    const { quote: ___, previous: ____, ...fresh } = message;
    assert.deepEqual(live, fresh, "live equals reload");
  }
  for (const person of group.people) {
    const { unread } = await findReading(person, group.id);
    assert.equal(unread, group.unread(person), `unread of ${person.username}`);
  }
}

async function checkGone(group: Group): Promise<void> {
  await indexEverything();
  await doErasures();
  const rows = await openedRows(theStore());
  const all = rows.map((row) => JSON.stringify([row.key, row.value]));
  const decoder = new TextDecoder();
  const bytes = rows.flatMap(({ value }) =>
    value instanceof Uint8Array ? [decoder.decode(value)] : []
  );
  for (const word of group.gone) {
    const found = [...all, ...bytes].filter((row) => row.includes(word));
    assert.deepEqual(found, [], `${word} is still there`);
  }
  const gone = new Set(
    group.said.filter(({ text }) => text === null).map(({ seq }) => seq),
  );
  const hanging = rows.filter(({ family, key }) =>
    /^(reaction|version)$/.test(family) && gone.has(Number(key[2]))
  );
  assert.deepEqual(hanging, []);
}

Deno.test("B2 B7 B8 B9 B10 B11 whatever three people do to messages in whatever order, numbers have no gap, live equals reload, counts are right and nothing of a deleted message remains", async () => {
  let [done, refused, deleted] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 8, maxLength: 24 }),
      (deeds) =>
        onNewStore(async () => {
          const { maya, jonas, amina } = await gatherCast();
          const people = [maya, jonas, amina];
          const { id } = await groupOf(maya, jonas, amina);
          const group = new Group(id, people);
          for (const person of people) {
            const { seq } = await findReading(person, id);
            group.read.set(person.id, seq);
          }
          await overhear(amina, [id], async (heard) => {
            for (const one of deeds) {
              const result = await act(group, one);
              if (result === null) continue;
              if (result) done++;
              else refused++;
              await check(group, heard);
            }
          });
          deleted += group.gone.length;
          await checkGone(group);
        }),
    ),
    { numRuns: 25 },
  );
  // Chance chose the deeds: far below what it gives.
  assert.ok(done > 40 && refused > 0 && deleted > 0, `${done} ${refused}`);
});
