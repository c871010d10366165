/** Whom the words after an "@" mean: found out when a message is written, kept by id, and shown as they are called now. */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isApart } from "@/lib/accounts/between_model.ts";
import { findByUsername, findProfiles } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { calledBy, isCalled } from "@/lib/conversations/mention_model.ts";
import type { Conversation, Member } from "@/lib/conversations/model.ts";
import { demand } from "@/lib/conversations/rights.ts";
import { mentionWords } from "./markdown.ts";
import { readingsOf } from "./mention_words.ts";
import type { ShownMention } from "./mention_model.ts";
import type { Message } from "./model.ts";

/** Words of one message that can mean somebody; more are words. */
const MOST = 50;

type Mentions = Readonly<Record<string, string>>;

/**
 * Reads a text. Somebody one is apart from is found as little as nobody.
 * @param before what the text meant before it was edited: who was mentioned stays so
 * @throws Forbidden when it calls everybody and its writer may not
 */
export async function readMentions(
  sender: User,
  { conversation, member }: { conversation: Conversation; member: Member },
  text: string,
  before: Mentions = {},
): Promise<Mentions | undefined> {
  const words = mentionWords(text).slice(0, MOST);
  if (words.length === 0) return undefined;
  const between = await findBetweens(sender.id);
  const read = async (word: string): Promise<[string, string] | null> => {
    for (const one of readingsOf(word)) {
      const known = Object.hasOwn(before, one) ? before[one] : undefined;
      const called = conversation.kind === "group" ? calledBy(one) : undefined;
      if (known ?? called) return [one, (known ?? called)!];
      const person = await findByUsername(one);
      if (person && !isApart(between.get(person.id))) return [one, person.id];
    }
    return null;
  };
  const found = (await Promise.all(words.map(read)))
    .filter((one) => one !== null);
  const called = found.some(([, to]) => to === "@all");
  if (called && !Object.values(before).includes("@all")) {
    demand(conversation, member, "mention_all");
  }
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** The mentions of these messages with the names of now; whoever is gone is a word. */
export async function findMentioned(
  messages: readonly Message[],
): Promise<Map<number, ShownMention[]>> {
  const meant = messages.flatMap(({ seq, body }) =>
    "text" in body && body.mentions ? [{ seq, mentions: body.mentions }] : []
  );
  if (meant.length === 0) return new Map();
  const people = await findProfiles(
    meant.flatMap(({ mentions }) => Object.values(mentions)),
  );
  return new Map(meant.map(({ seq, mentions }) => [
    seq,
    Object.entries(mentions).flatMap(([word, to]): ShownMention[] => {
      const username = people.get(to)?.username;
      if (username !== undefined) return [{ word, to, username }];
      return isCalled(to) ? [{ word, to }] : [];
    }),
  ]));
}
