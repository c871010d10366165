/** Who hears of a mention: the one place where that is decided. */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isSilent } from "@/lib/accounts/between_model.ts";
import type { Change } from "@/lib/kv/change.ts";
import { members, tips } from "./_keys.ts";
import { calls, isCalled, type MentionedAs } from "./mention_model.ts";
import type { Entry, Member } from "./model.ts";
import { readableFrom } from "./rights_model.ts";

/** Somebody who is to hear of a message. */
export interface Hearer {
  readonly user: string;
  readonly as: MentionedAs;
}

/** What a message calls: people by name, whom it answers, and many at once. */
export interface Callings {
  readonly people: ReadonlySet<string>;
  readonly answers?: string | undefined;
  readonly called: ReadonlySet<string>;
}

/** It calls nobody. */
export const NOBODY: Callings = { people: new Set(), called: new Set() };

/** What an entry calls. @param answers author of the message it answers */
export function callingsOf({ body }: Entry, answers?: string): Callings {
  const all = "text" in body ? Object.values(body.mentions ?? {}) : [];
  return {
    people: new Set(all.filter((one) => !isCalled(one))),
    ...("text" in body ? { answers } : {}),
    called: new Set(all.filter(isCalled)),
  };
}

/**
 * Does this member hear of it, and why? Nobody hears of their own words, of what
 * they may not read, or of those whom they want no notice of; once is enough.
 */
export async function hears(
  entry: Entry,
  callings: Callings,
  member: Member,
): Promise<Hearer | null> {
  const { user, role, since } = member;
  if (user === entry.author || readableFrom(member) > entry.seq) return null;
  // Whoever came in later was not spoken to.
  if (since > (entry.edited ?? entry.at)) return null;
  const as: MentionedAs | undefined = callings.people.has(user)
    ? "name"
    : callings.answers === user
    ? "reply"
    : [...callings.called].filter(isCalled)
      .find((called) => calls(called, role));
  if (!as || isSilent(await findBetweens(user), entry.author)) return null;
  return { user, as };
}

/** Those of these people who hear of it. The tip is a check of the change, and whoever comes or goes writes it. */
export async function hearersAmong(
  c: Change,
  entry: Entry,
  callings: Callings,
  users: readonly string[],
): Promise<Hearer[]> {
  const rows = await c.peekMany(
    members,
    users.map((user): [string, string] => [entry.conversation, user]),
  );
  const found = await Promise.all(
    rows.map((member) => member && hears(entry, callings, member)),
  );
  return found.filter((one) => one !== null);
}

/** A page of members, in the order of their ids. From here on whoever comes, goes or alters a message makes the deed run again. */
export async function membersAfter(
  c: Change,
  id: string,
  after: string,
  limit: number,
): Promise<Member[]> {
  await c.read(tips, [id]);
  const found: Member[] = [];
  const page = { limit, ...(after ? { after } : {}) };
  for await (const { value } of c.list(members, [id], page)) found.push(value);
  return found;
}
