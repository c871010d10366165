/** The one timer of all streams: heartbeats, and a look for readers that stand still. */

/** A stream that wants to be looked after. */
export interface Watched {
  check(now: number, beat: boolean): void;
}

/** Between looks, and between heartbeats. */
const LOOK = 2_500;
const BEATS = 10;

const watched = new Set<Watched>();
let timer: ReturnType<typeof setInterval> | null = null;
let looks = 0;

/** Looks after a stream until `forget`. The timer runs only while there is one. */
export function watch(one: Watched): void {
  watched.add(one);
  timer ??= setInterval(() => {
    looks++;
    beat(Date.now(), looks % BEATS === 0);
  }, LOOK);
}

/** Stops looking after a stream. */
export function forget(one: Watched): void {
  watched.delete(one);
  if (watched.size > 0 || timer === null) return;
  clearInterval(timer);
  timer = null;
}

/** One look at all of them; tests call it with a time of their own. */
export function beat(now: number, heartbeat: boolean): void {
  for (const one of watched) one.check(now, heartbeat);
}
