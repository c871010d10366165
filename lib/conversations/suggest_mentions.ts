/** Whom somebody may want to mention who has typed an "@" and perhaps more. */
import { withoutApart } from "@/lib/accounts/between.ts";
import { findUsers, listByWords } from "@/lib/accounts/find.ts";
import { type Profile, profileOf, type User } from "@/lib/accounts/model.ts";
import { searchWords } from "@/lib/accounts/names.ts";
import { list, readMany } from "@/lib/kv/read.ts";
import { members } from "./_keys.ts";
import { findConversation } from "./find.ts";
import type { Called } from "./mention_model.ts";
import type { Conversation } from "./model.ts";
import { may } from "./rights_model.ts";

/** Groups up to this size are looked through as a whole. */
const LISTED = 200;
/** People named at once. */
const MOST = 8;

/** Who fits. */
export interface Suggestions {
  readonly people: readonly Profile[];
  /** What calls many, where this person may call them. */
  readonly called: readonly Called[];
}

/** People of a conversation whose names begin like this. @throws NotFound */
export async function suggestMentions(
  user: User,
  id: string,
  typed: string,
): Promise<Suggestions> {
  const { conversation, member } = await findConversation(user, id);
  const [word] = searchWords(typed.slice(0, 100));
  const found = conversation.memberCount <= LISTED
    ? await fromMembers(id, word)
    : await fromEverybody(user, conversation, word);
  const others = found.filter((one) => one.id !== user.id && !one.leaving);
  const people = await withoutApart(user.id, others);
  const called: Called[] = conversation.kind === "group"
    ? [
      ...may(conversation, member, "mention_all") ? ["@all" as const] : [],
      "@moderators",
      "@owners",
    ]
    : [];
  return { people: people.slice(0, MOST).map(profileOf), called };
}

async function fromMembers(id: string, word = ""): Promise<User[]> {
  const ids: string[] = [];
  for await (const { key } of list(members, [id])) ids.push(key[1]);
  const fits = (text: string) =>
    searchWords(text).some((one) => one.startsWith(word));
  return [...(await findUsers(ids)).values()]
    .filter(({ username, name }) => !word || fits(username) || fits(name))
    .sort((a, b) => a.username < b.username ? -1 : 1);
}

/** In a crowd nobody is suggested before a letter is typed. */
async function fromEverybody(
  user: User,
  { id }: Conversation,
  word?: string,
): Promise<User[]> {
  if (!word) return [];
  const known = await listByWords(user, word, LISTED);
  const rows = await readMany(
    members,
    known.map((one): [string, string] => [id, one.id]),
  );
  return known.filter((_, i) => rows[i]);
}
