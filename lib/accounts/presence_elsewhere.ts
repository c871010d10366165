/** Who is here as other instances see it: in memory, filled by their news. */
import type { Here } from "./_news_keys.ts";

/** An instance that said nothing for so long is gone, and its people with it. */
const SILENT = 90_000;
/** So old by its own clock, a word says nothing of today. Clocks may differ by less. */
export const STALE = 10 * 60_000;

const people = new Map<string, Map<string, Here>>();
/** When something new was last heard of an instance, by our clock, and what. */
const heard = new Map<string, { at: number; said: number }>();

/** How somebody is to be found elsewhere; null if they are not. */
export function findElsewhere(user: string): Here | null {
  let best: Here | null = null;
  for (const here of people.get(user)?.values() ?? []) {
    if (!best || best.state === "away") best = here;
  }
  return best;
}

/** One instance says how it sees somebody. */
export function noteElsewhere(user: string, by: string, here: Here): void {
  const known = people.get(user);
  if (here.state !== "offline") {
    if (known) known.set(by, here);
    else people.set(user, new Map([[by, here]]));
    return;
  }
  if (known?.delete(by) && known.size === 0) people.delete(user);
}

/**
 * Which instances said when that they are there. Whoever is not among them any
 * more, or fell silent, takes its people along.
 * @returns the people this changes
 */
export function noteAlive(
  alive: Readonly<Record<string, number>>,
  now: number,
): string[] {
  for (const [by, said] of Object.entries(alive)) {
    const known = heard.get(by);
    // Clocks differ: what counts is that it said something new.
    if (known ? known.said !== said : now - said < STALE) {
      heard.set(by, { at: now, said });
    }
  }
  const gone = [...heard].filter(([by, { at }]) =>
    !(by in alive) || now - at >= SILENT
  );
  return gone.flatMap(([by]) => forget(by));
}

function forget(by: string): string[] {
  heard.delete(by);
  const theirs: string[] = [];
  for (const [user, known] of people) {
    if (!known.delete(by)) continue;
    theirs.push(user);
    if (known.size === 0) people.delete(user);
  }
  return theirs;
}

/** Knows of nobody elsewhere any more. */
export function clearElsewhere(): void {
  people.clear();
  heard.clear();
}
