/**
 * From where on somebody may read a conversation that shows newcomers only
 * what is said after they came. Pages ask the member; the live path asks this
 * memory, because it decides for every stream and every event. Whoever comes to
 * hear a conversation passes through `listMemberships` or a coming-in, and both
 * write here first.
 */
import { type Store, theStore } from "@/lib/kv/store.ts";

const limits = new WeakMap<Store, Map<string, number>>();

/** Asks where somebody's reading begins; 1 is the very start. */
export type ReadableFrom = (user: string, conversation: string) => number;

/** The question for streams that are opened now. */
export function readableHere(): ReadableFrom {
  const known = of(theStore());
  return (user, conversation) => known.get(`${user} ${conversation}`) ?? 1;
}

/** Notes where a member's reading begins. */
export function rememberFrom(
  store: Store,
  user: string,
  conversation: string,
  from = 1,
): void {
  const key = `${user} ${conversation}`;
  if (from > 1) of(store).set(key, from);
  else of(store).delete(key);
}

function of(store: Store): Map<string, number> {
  let known = limits.get(store);
  if (!known) limits.set(store, known = new Map());
  return known;
}
