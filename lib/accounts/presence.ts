/**
 * Who is here. Known from the streams that are open and from what people do;
 * all of it in memory, besides one row with the time somebody was last here.
 * Each process knows those who are connected to it.
 */
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { hub } from "@/lib/live/hub.ts";
import { forget, watch } from "@/lib/live/pulse.ts";
import { type Entry, newEntry } from "./_presence_entry.ts";
import { lastSeens, quiets } from "./_profile_keys.ts";
import type { Here } from "./_news_keys.ts";
import type { User } from "./model.ts";
import { findElsewhere } from "./presence_elsewhere.ts";
import {
  type Dot,
  dotOf,
  type Presence,
  type Quiet,
  quietUntil,
  type SeenPresence,
} from "./presence_model.ts";
import { listSessions } from "./session.ts";

/** Who has done nothing for this long is away. */
const AWAY = 5 * 60_000;
/** Going from page to page closes the stream and opens another. */
const GRACE = 10_000;
/** A reader without scripts is taken to be here for so long after a page. */
const READING = 2 * 60_000;
/** Between two notes of when somebody was last here. */
const NOTE = 5 * 60_000;
/** People remembered; beyond, the ones first heard of are forgotten. */
const MOST = 20_000;

const people = new Map<string, Entry>();
let teller: ((users: readonly string[]) => void) | null = null;

let sharer: ((user: string, here: Here) => void) | null = null;

function entryOf(user: string): Entry {
  let entry = people.get(user);
  if (entry) return entry;
  entry = newEntry();
  people.set(user, entry);
  // Others must hear of somebody without a stream, too.
  if (sharer) watch(looker);
  if (people.size > MOST) people.delete(people.keys().next().value!);
  read(quiets, [user]).then(
    (quiet) => entry.quiet ??= quiet,
    // Unknown then: the next page reads it again.
    () => {},
  );
  return entry;
}

function stateOf(user: string, entry: Entry, now: number): Presence {
  const here = hub.ofUser(user).length > 0;
  if (!here && now - entry.gone >= GRACE) {
    const reads = entry.active > entry.gone && now - entry.active < READING;
    return reads ? "online" : "offline";
  }
  const away = entry.hidden > entry.active || now - entry.active >= AWAY;
  return away ? "away" : "online";
}

/** Somebody did something, looked away, or changed what they want. */
export function notePresence(
  user: string,
  news: { active?: number; hidden?: number; quiet?: Quiet | null },
): void {
  if (!people.has(user) && !news.active) return;
  const entry = entryOf(user);
  // A tab that is hidden says nothing while another one is in use.
  if (news.hidden && news.hidden - entry.active < GRACE) return;
  Object.assign(entry, news);
}

/** Somebody's wish for quiet was changed by another instance. */
export function forgetQuiet(user: string): void {
  const entry = people.get(user);
  if (!entry) return;
  read(quiets, [user]).then((quiet) => entry.quiet = quiet, () => {});
}

/** How somebody is to be found, here or at another instance. */
function hereNow(user: string, now: number): Here | null {
  const entry = people.get(user);
  const elsewhere = findElsewhere(user);
  if (!entry) return elsewhere;
  const state = stateOf(user, entry, now);
  if (elsewhere && state !== "online") return elsewhere;
  return { state, quietUntil: quietUntil(entry.quiet, now) };
}

/** How somebody is to be found as far as memory knows; for lists, which must cost nothing. */
export function dotNow(
  user: string,
  now: number = Date.now(),
): Dot | undefined {
  const here = hereNow(user, now);
  return here ? dotOf(here) : undefined;
}

/** May these two know when the other is here? Who does not show does not see. */
export function sharePresence(one: User, other: User): boolean {
  return [one, other].every((u) => u.sharePresence !== false && !u.leaving);
}

/** How a contact may find this person. Whether they are one is for the asker to find out. */
export async function findPresence(
  viewer: User,
  person: User,
  now: number = Date.now(),
): Promise<SeenPresence> {
  const quiet = await read(quiets, [person.id]);
  const zone = person.timeZone;
  const until = quietUntil(
    quiet && zone ? { ...quiet, timeZone: zone } : quiet,
    now,
  );
  if (!sharePresence(viewer, person)) {
    return { state: "offline", quietUntil: until, lastSeen: null };
  }
  const state = hereNow(person.id, now)?.state ?? "offline";
  if (state !== "offline") return { state, quietUntil: until, lastSeen: null };
  const [row, sessions] = await Promise.all([
    read(lastSeens, [person.id]),
    listSessions(person, { now }),
  ]);
  const lastSeen = Math.max(row ?? 0, sessions[0]?.used ?? 0) || null;
  return { state, quietUntil: until, lastSeen };
}

/** Writes when somebody was last here. Losing one is no harm. */
async function noteSeen(user: string, at: number): Promise<void> {
  try {
    await change((c) => c.put(lastSeens, [user], at));
  } catch {
    // A full disk or a stopping server: their sessions know it to five minutes.
  }
}

/** One look at everybody: the shared timer of all streams calls it every 2.5 s while there are any. */
function look(now: number): void {
  const changed: string[] = [];
  for (const [user, entry] of people) {
    const state = stateOf(user, entry, now);
    const until = quietUntil(entry.quiet, now);
    const told = `${state} ${until ?? ""}`;
    if (told !== entry.told) {
      changed.push(user);
      sharer?.(user, { state, quietUntil: until });
    }
    entry.told = told;
    if (state === "offline") people.delete(user);
    const due = state === "offline" && entry.noted < entry.gone ||
      state !== "offline" && now - entry.noted >= NOTE;
    if (!due) continue;
    entry.noted = now;
    noteSeen(user, state === "offline" ? entry.gone : now);
  }
  if (changed.length > 0) teller?.(changed);
  if (people.size === 0) forget(looker);
}

const looker = { check: look };

/** A stream of a user came or went. */
function moved(user: string, now = Date.now()): void {
  const entry = entryOf(user);
  if (hub.ofUser(user).length > 0) {
    if (entry.active <= entry.gone) entry.active = now;
    return watch(looker);
  }
  entry.gone = now;
  if (hub.size().users > 0 || sharer) return;
  // Nobody is left to be told; what is due is written at once.
  forget(looker);
  if (now - entry.noted < NOTE) return;
  entry.noted = now;
  noteSeen(user, now);
}

/** Connects it with the streams of this process. @param then is told who changed, at most every 2.5 s */
export function startPresence(then: (users: readonly string[]) => void): void {
  hub.moved = moved;
  teller = then;
}

/** Where others hear how somebody is to be found here; null for nowhere. */
export function sharePresenceNews(
  then: ((user: string, here: Here) => void) | null,
): void {
  sharer = then;
}

/** For tests: one look, and nobody known. */
export const presenceForTests = { look, clear: () => people.clear() };
