/** Everything that may stand in somebody's list, as it is at this moment. */
import type { User } from "@/lib/accounts/model.ts";
import { list, read } from "@/lib/kv/read.ts";
import {
  arrangements,
  chosens,
  memberships,
  type Reading,
  readings,
} from "./_keys.ts";
import { isMentionedAfter, listUnseen } from "./mentions.ts";
import { withSilent } from "./_silent.ts";
import { readTips } from "./_recent_tips.ts";
import { lastOf, unreadOf as unreadSince } from "./log_model.ts";
import type { Tip } from "./model.ts";
import {
  type Arrangement,
  type Chosen,
  isDeaf,
  mutedUntil,
  returnsOn,
} from "./place_model.ts";

/** A conversation that may be listed: ids, numbers and choices, no words yet. */
export interface Candidate {
  readonly id: string;
  readonly since: number;
  readonly tip: Tip | null;
  readonly read: Reading | null;
  readonly chosen: Chosen | null;
  /** Its place among those on top; Infinity below them. */
  readonly pin: number;
  /** How much of what is unread asks for no notice. */
  readonly silent?: number;
  /** How often the person was mentioned and has not seen it; nothing where they want to hear nothing. */
  readonly mentions?: number;
  /** Were they mentioned since it was put away? Asked only where that brings it back. */
  readonly mentioned?: boolean;
}

/** All of them, in no order, and how the person arranged them: four ranges and the tips. */
export async function gatherCandidates(
  user: User,
): Promise<{ candidates: Candidate[]; arrangement: Arrangement | null }> {
  const ids: string[] = [];
  const since: number[] = [];
  for await (const { key, value } of list(memberships, [user.id])) {
    ids.push(key[1]);
    since.push(value.since);
  }
  const [ends, reading, chosen, arrangement] = await Promise.all([
    readTips(ids),
    readingsOf(user),
    chosenBy(user),
    read(arrangements, [user.id]),
  ]);
  const pins = new Map(arrangement?.pinned.map((id, i) => [id, i]));
  const candidates = ids.map((id, i): Candidate => ({
    id,
    since: since[i] ?? 0,
    tip: ends[i] ?? null,
    read: reading.get(id) ?? null,
    chosen: chosen.get(id) ?? null,
    pin: pins.get(id) ?? Infinity,
  }));
  const heard = await withMentions(user.id, candidates);
  return { candidates: await withSilent(user.id, heard), arrangement };
}

/** How far somebody has read everywhere: one range instead of a read for each. */
async function readingsOf(user: User): Promise<Map<string, Reading>> {
  const found = new Map<string, Reading>();
  for await (const { key, value } of list(readings, [user.id])) {
    found.set(key[1], value);
  }
  return found;
}

async function chosenBy(user: User): Promise<Map<string, Chosen>> {
  const found = new Map<string, Chosen>();
  for await (const { key, value } of list(chosens, [user.id])) {
    found.set(key[1], value);
  }
  return found;
}

/** When something last happened in it. */
export function activityOf(
  { tip, since }: Pick<Candidate, "tip" | "since">,
): number {
  return tip?.at ?? since;
}

/** What asks to be read. A mention may stand in a thread, or in a message that had been read before. */
export function unreadOf(
  { tip, read, silent = 0, mentions = 0 }: Candidate,
): number {
  return Math.max(0, mentions, unreadSince(tip, read) - silent);
}

/** Candidates with what mentions their reader: one range, mostly an empty one. */
export async function withMentions(
  user: string,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const unseen = await listUnseen(user);
  const now = Date.now();
  return await Promise.all(candidates.map(async (one) => {
    const { id, chosen } = one;
    const mentions = isDeaf(chosen, now) ? 0 : unseen.get(id)?.length ?? 0;
    const away = chosen?.archived;
    const asks = away && away.returns !== "never";
    return {
      ...one,
      ...(mentions > 0 ? { mentions } : {}),
      ...(asks && await isMentionedAfter(user, id, away.seq)
        ? { mentioned: true }
        : {}),
    };
  }));
}

/** Is it put away, and has nothing brought it back? */
export function isArchived(
  { chosen, tip, mentioned = false }: Candidate,
): boolean {
  return chosen?.archived !== undefined &&
    !returnsOn(chosen.archived, { seq: lastOf(tip), mentioned });
}

export function isMuted({ chosen }: Candidate, now = Date.now()): boolean {
  return mutedUntil(chosen, now) !== null;
}

/** Does something wait in it that asks to be read? What is put away does not ask, and what is silent only by a mention. */
export function isWaiting(one: Candidate, now?: number): boolean {
  const { mentions = 0 } = one;
  return !isArchived(one) &&
    (mentions > 0 || unreadOf(one) > 0 && !isMuted(one, now));
}
