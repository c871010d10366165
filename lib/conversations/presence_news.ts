/**
 * Tells who came and went, and only those who look: a page says whom it shows,
 * and hears of them while it keeps saying so. Coalesced by the look that finds
 * the changes; nobody hears of people met only in a crowd.
 */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isApart } from "@/lib/accounts/between_model.ts";
import { findUsers } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findPresence, sharePresence } from "@/lib/accounts/presence.ts";
import { announceNow } from "@/lib/live/announce.ts";
import { areNear } from "./contacts.ts";

/** A page repeats whom it shows every minute while somebody looks at it. */
const KEPT = 3 * 60_000;
/** People one page can look at, and pages that can look at one person. */
export const MOST_SHOWN = 60;
export const MOST_LOOKING = 500;

/** By person, who looks and until when. */
const looking = new Map<string, Map<string, number>>();

/** This user's page shows these people. */
export function lookAt(
  viewer: User,
  people: readonly string[],
  now: number = Date.now(),
): void {
  for (const person of people.slice(0, MOST_SHOWN)) {
    if (person === viewer.id || person.length > 64) continue;
    const viewers = looking.get(person) ?? new Map<string, number>();
    looking.set(person, viewers);
    viewers.delete(viewer.id);
    viewers.set(viewer.id, now + KEPT);
    if (viewers.size > MOST_LOOKING) {
      viewers.delete(viewers.keys().next().value!);
    }
  }
  sweep(now);
}

let swept = 0;
function sweep(now: number): void {
  if (now - swept < KEPT) return;
  swept = now;
  for (const [person, viewers] of looking) {
    for (const [viewer, until] of viewers) {
      if (until < now) viewers.delete(viewer);
    }
    if (viewers.size === 0) looking.delete(person);
  }
}

/** Tells the news of these people to those who look at them and may know. @returns how many were told */
export async function tellPresence(
  people: readonly string[],
  now: number = Date.now(),
): Promise<number> {
  let told = 0;
  for (const id of people) {
    const viewers = [...looking.get(id) ?? []]
      .filter(([, until]) => until >= now).map(([viewer]) => viewer);
    if (viewers.length === 0) continue;
    const users = await findUsers([id, ...viewers]);
    const person = users.get(id);
    if (!person) continue;
    const between = await findBetweens(id);
    for (const viewer of viewers) {
      const user = users.get(viewer);
      // Asked at the moment of telling: they may have parted since.
      if (!user || !sharePresence(user, person)) continue;
      if (isApart(between.get(viewer))) continue;
      if (!await areNear(viewer, id)) continue;
      announceNow({
        type: "presence-changed",
        audience: { user: viewer },
        of: id,
        presence: await findPresence(user, person, now),
      });
      told++;
    }
  }
  return told;
}
