/** Every night: empties the places that were kept long enough. */
import type { Job } from "@/lib/jobs/later.ts";
import { later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import {
  knownDevices,
  placesSweep,
  securityEvents,
  sessions,
  signInNotices,
} from "./_keys.ts";
import { recentSessions } from "./_store.ts";
import { SESSION } from "./model.ts";
import { isOver, withoutOldPlace } from "./places.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When most people of most servers sleep, in UTC. */
const AT = 3 * HOUR;

/** One night's work. */
export interface ForgetPlaces extends Job {
  readonly kind: "forget-places";
  /** The night it is for: each is done once, whoever is asked how often. */
  readonly due: number;
}

/** Sees to it that there is a next night, at the start of a server. */
export async function planForgetting(now: number = Date.now()): Promise<void> {
  await change(async (c) => {
    const due = await c.read(placesSweep, []);
    // One that is long overdue was given up, or never came.
    if (due !== null && now - due < DAY) return;
    plan(c, now, now);
  });
}

/** Does a night's work and leaves the next one behind. May run twice. */
export async function forgetPlaces(
  { due }: ForgetPlaces,
  signal?: AbortSignal,
  now: number = Date.now(),
): Promise<void> {
  if (await read(placesSweep, []) !== due) return;
  await emptySessions(now, signal);
  await emptyEvents(now, signal);
  await emptyNotices(now, signal);
  await dropKnown(now, signal);
  await change(async (c) => {
    if (await c.read(placesSweep, []) !== due) return;
    plan(c, now - now % DAY + DAY + AT, now);
  });
}

function plan(c: Change, due: number, now: number): void {
  const job: ForgetPlaces = { kind: "forget-places", due };
  c.put(placesSweep, [], due);
  later(c, job, { delay: due - now });
}

async function emptySessions(now: number, signal?: AbortSignal): Promise<void> {
  const expireIn = SESSION.absolute.member + SESSION.grace;
  for await (const { key, value } of list(sessions, [])) {
    signal?.throwIfAborted();
    if (withoutOldPlace(value, now) === value) continue;
    await change(async (c) => {
      const session = await c.read(sessions, key);
      if (!session) return;
      c.put(sessions, key, withoutOldPlace(session, now), { expireIn });
      c.afterCommit(() => recentSessions.forget(session.id));
    });
  }
}

async function emptyEvents(now: number, signal?: AbortSignal): Promise<void> {
  for await (const { key, value } of list(securityEvents, [])) {
    signal?.throwIfAborted();
    if (withoutOldPlace(value, now) === value) continue;
    await change(async (c) => {
      const event = await c.read(securityEvents, key);
      if (event) c.put(securityEvents, key, withoutOldPlace(event, now));
    });
  }
}

async function emptyNotices(now: number, signal?: AbortSignal): Promise<void> {
  for await (const { key, value } of list(signInNotices, [])) {
    signal?.throwIfAborted();
    if (value.every((one) => withoutOldPlace(one, now) === one)) continue;
    await change(async (c) => {
      const all = await c.read(signInNotices, key) ?? [];
      const left = all.map((one) => withoutOldPlace(one, now));
      if (left.length > 0) c.put(signInNotices, key, left);
    });
  }
}

/** Not the row of a device without its place: it says nothing of where. */
async function dropKnown(now: number, signal?: AbortSignal): Promise<void> {
  for await (const { key, value } of list(knownDevices, [])) {
    signal?.throwIfAborted();
    if (!value.placed || !isOver(value.at, now)) continue;
    await change(async (c) => {
      const known = await c.read(knownDevices, key);
      if (known && isOver(known.at, now)) c.drop(knownDevices, key);
    });
  }
}
