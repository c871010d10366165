/** Writes the sample organisation into the store, with times of long ago. */
import { founding, passwords } from "@/lib/accounts/_keys.ts";
import { putUser } from "@/lib/accounts/_store.ts";
import type { User } from "@/lib/accounts/model.ts";
import { hashPassword } from "@/lib/accounts/password.ts";
import {
  putConversation,
  putMember,
  putReading,
} from "@/lib/conversations/_store.ts";
import { entries } from "@/lib/conversations/entries.ts";
import { alterEntry, appendEntry } from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { versions } from "@/lib/messages/_keys.ts";
import { plainText } from "@/lib/messages/markdown.ts";
import { PREVIEW_LENGTH } from "@/lib/messages/send.ts";
import type { Dice } from "./seed_dice.ts";
import type { Said } from "./seed_said.ts";
import type { Somebody, Talk } from "./seed_words.ts";
import { PASSWORD, PEOPLE } from "./seed_words_people.ts";

/** Those who are there now, by username. */
export type People = ReadonlyMap<Somebody, User>;

/** The facts of a conversation without its words. */
export type About =
  & Pick<Talk, "name" | "description" | "members" | "unread">
  & { readonly id: string };

/** An atomic write holds 600,000 bytes; an entry with what goes along takes about this. */
const MOST_BYTES = 500_000;
const ROW_BYTES = 2_200;
/** Alterations in one write. */
const ALTERED = 50;

/** Makes the accounts; the first one is the administrator's. */
export async function putPeople(dice: Dice, at: number): Promise<People> {
  const people = new Map<Somebody, User>();
  for (const [i, { username, name, hue, language }] of PEOPLE.entries()) {
    const hash = await hashPassword(PASSWORD);
    const created = at + i * 60_000;
    const user: User = {
      id: dice.id(created),
      username,
      name,
      role: i === 0 ? "administrator" : "member",
      created,
      language,
      timeZone: null,
      theme: "system",
      hue,
      shareReceipts: true,
      shareTyping: true,
    };
    await change((c) => {
      putUser(c, user, null);
      c.put(passwords, [user.id], { hash, changed: created });
      if (i === 0) c.put(founding, [], { user: user.id, at: created });
    });
    people.set(username, user);
  }
  return people;
}

/** Writes a conversation and everything said in it. */
export async function putTalk(
  dice: Dice,
  people: People,
  about: About,
  said: readonly Said[],
): Promise<void> {
  const created = said[0]?.at ?? 0;
  const users = about.members.map((one) => people.get(one)!);
  const [a, b] = users.map(({ id }) => id).sort();
  const conversation: Conversation = {
    id: about.id,
    kind: about.name === "" ? "direct" : "group",
    encryption: "server",
    name: about.name,
    description: about.description,
    created,
    creator: users[0]!.id,
    memberCount: users.length,
    ...(about.name === "" ? { pair: [a!, b!] } : {}),
  };
  const { id } = conversation;
  await change((c) => {
    putConversation(c, conversation);
    users.forEach((user, i) =>
      putMember(c, id, {
        user: user.id,
        role: i === 0 ? "owner" : "member",
        since: created,
      })
    );
  });
  // Before the write, which may run twice.
  const drafts = said.map((one) => ({ ...one, id: dice.id(one.at) }));
  for (let from = 0; from < drafts.length;) {
    const some = take(drafts, from);
    await change(async (c) => {
      for (const one of some) await append(c, id, people, one);
    });
    from += some.length;
  }
  await alterAll(id, said);
  await putReadings(dice, people, about, id, said);
}

/** As many as one atomic write holds. */
function take<S extends Said>(all: readonly S[], from: number): S[] {
  let bytes = 0;
  let to = from;
  while (to < all.length && bytes < MOST_BYTES) {
    bytes += ROW_BYTES + 4 * (all[to++]!.text ?? "").length;
  }
  return all.slice(from, to);
}

async function append(
  c: Change,
  conversation: string,
  people: People,
  { id, at, by, text = "", was, note }: Said & { id: string },
): Promise<void> {
  const author = people.get(by)!.id;
  const first = was ?? text;
  const draft = note
    ? { id, author, at, kind: "note" as const, body: { note } }
    : { id, author, at, kind: "text" as const, body: { text: first } };
  await appendEntry(c, conversation, draft, plainText(first, PREVIEW_LENGTH));
}

/** Edits and deletes what was edited and deleted. */
async function alterAll(id: string, said: readonly Said[]): Promise<void> {
  const altered = said.flatMap(({ was, gone }, i) => was || gone ? [i] : []);
  for (let from = 0; from < altered.length; from += ALTERED) {
    const some = altered.slice(from, from + ALTERED);
    await change(async (c) => {
      for (const i of some) await alter(c, id, i + 1, said[i]!);
    });
  }
}

async function alter(
  c: Change,
  conversation: string,
  seq: number,
  { at, text = "", was, gone }: Said,
): Promise<void> {
  // Peeked: nobody else is here.
  const entry = (await c.peek(entries, [conversation, seq]))!;
  const later = at + 40_000;
  if (gone) {
    const { id, author } = entry;
    const rest: Entry = {
      seq,
      id,
      conversation,
      author,
      at: entry.at,
      kind: "deleted",
      body: { gone: true },
    };
    return await alterEntry(c, rest, later, "");
  }
  c.put(versions, [conversation, seq, 0], { text: was ?? "", at: entry.at });
  await alterEntry(
    c,
    { ...entry, body: { text }, edited: later, versions: 1 },
    later,
    plainText(text, PREVIEW_LENGTH),
  );
}

/** Everybody has read nearly everything; the first user has `unread` left. */
async function putReadings(
  dice: Dice,
  people: People,
  { members, unread }: About,
  id: string,
  said: readonly Said[],
): Promise<void> {
  await change((c) => {
    for (const one of members) {
      const left = one === PEOPLE[0]!.username
        ? unread
        : dice.pick([0, 0, 0, 1, 2]);
      const own = said.findLastIndex(({ by }) => by === one) + 1;
      const seq = Math.max(own, said.length - left);
      const at = (said[seq - 1]?.at ?? 0) + 20_000;
      putReading(c, id, people.get(one)!.id, seq, at);
    }
  });
}
