/** Which conversations a folder holds at this moment. */
import { list, readMany } from "@/lib/kv/read.ts";
import { type Candidate, unreadOf } from "./_candidates.ts";
import { conversations, memberships } from "./_keys.ts";
import type { ConversationKind } from "./model.ts";
import { type Folder, hasRules, tagKey } from "./place_model.ts";

/** Says whether a folder holds a conversation. */
export type Holds = (folder: Folder, one: Candidate) => boolean;

/** Reads what the rules of these folders ask for, each once, and nothing where they do not ask. */
export async function readRules(
  folders: readonly Folder[],
  candidates: readonly Candidate[],
): Promise<Holds> {
  const [kinds, placesOf] = await Promise.all([
    folders.some(({ rules }) => rules.kind) ? kindsOf(candidates) : null,
    placesOfPeople(folders.flatMap(({ rules }) => rules.people ?? [])),
  ]);
  return ({ id, rules }, one) => {
    if (one.chosen?.folders?.includes(id)) return true;
    if (!hasRules(rules)) return false;
    const { unread, mentioned, kind, people, tag } = rules;
    return (!unread || unreadOf(one) > 0) &&
      (!mentioned || (one.mentions ?? 0) > 0) &&
      (!kind || kinds?.get(one.id) === kind) &&
      (!people || people.some((who) => placesOf.get(who)?.has(one.id))) &&
      (!tag ||
        one.chosen?.tags?.some((own) => tagKey(own) === tagKey(tag)) === true);
  };
}

async function kindsOf(
  candidates: readonly Candidate[],
): Promise<Map<string, ConversationKind>> {
  const rows = await readMany(conversations, candidates.map(({ id }) => [id]));
  return new Map(rows.flatMap((row) => row ? [[row.id, row.kind]] : []));
}

/** Where each of these people is: one range for each, however many conversations there are. */
async function placesOfPeople(
  people: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  await Promise.all([...new Set(people)].map(async (user) => {
    const places = new Set<string>();
    for await (const { key } of list(memberships, [user])) places.add(key[1]);
    found.set(user, places);
  }));
  return found;
}
