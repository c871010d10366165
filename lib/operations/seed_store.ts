/** Writes the sample organisation into the store, with times of long ago. */
import {
  putConversation,
  putMember,
  putReading,
} from "@/lib/conversations/_store.ts";
import { entries } from "@/lib/conversations/entries.ts";
import { alterEntry, appendEntry } from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { clientIds, versions } from "@/lib/messages/_keys.ts";
import { plainText } from "@/lib/messages/markdown.ts";
import { PREVIEW_LENGTH } from "@/lib/messages/send.ts";
import type { Dice } from "./seed_dice.ts";
import type { Said } from "./seed_said.ts";
import type { Talk } from "./seed_words.ts";
import type { People } from "./seed_people.ts";
import { PEOPLE } from "./seed_words_people.ts";

/** The facts of a conversation without its words. */
export type About =
  & Pick<Talk, "name" | "description" | "members" | "unread">
  & { readonly id: string };

/** An atomic write holds 600,000 bytes; an entry with what goes along takes about this. */
const MOST_BYTES = 500_000;
const ROW_BYTES = 2_500;
/** Alterations in one write. */
const ALTERED = 50;

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
    ...(about.description ? { describedBy: users[0]!.id } : {}),
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
    : {
      id,
      author,
      at,
      kind: "text" as const,
      body: { text: first },
      clientId: id,
    };
  const { entry } = await appendEntry(
    c,
    conversation,
    draft,
    plainText(first, PREVIEW_LENGTH),
  );
  if (note) return;
  // By these somebody's messages are found when their account is erased.
  const { seq } = entry;
  c.put(clientIds, [conversation, author, id], { seq, digest: null });
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
      putReading(c, id, people.get(one)!.id, { seq }, at);
    }
  });
}
