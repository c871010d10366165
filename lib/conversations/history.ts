/**
 * From where on somebody may read a conversation that shows newcomers only
 * what is said after they came. Pages ask the member; the live path asks this
 * memory, because it decides for every stream and every event. Whoever comes to
 * hear a conversation passes through `listMemberships` or a coming-in, and both
 * write here first.
 */
import { type Store, theStore } from "@/lib/kv/store.ts";

/** By user and conversation: looked up for every delivery, so no key is put together for it. */
type Limits = Map<string, Map<string, number>>;

const limits = new WeakMap<Store, Limits>();

/** Asks where somebody's reading begins; 1 is the very start. */
export type ReadableFrom = (user: string, conversation: string) => number;

/** The question for streams that are opened now. */
export function readableHere(): ReadableFrom {
  const known = of(theStore());
  return (user, conversation) => known.get(user)?.get(conversation) ?? 1;
}

/** Notes where a member's reading begins. */
export function rememberFrom(
  store: Store,
  user: string,
  conversation: string,
  from = 1,
): void {
  const known = of(store);
  const theirs = known.get(user);
  if (from > 1) {
    if (theirs) theirs.set(conversation, from);
    else known.set(user, new Map([[conversation, from]]));
  } else if (theirs?.delete(conversation) && theirs.size === 0) {
    known.delete(user);
  }
}

function of(store: Store): Limits {
  let known = limits.get(store);
  if (!known) limits.set(store, known = new Map());
  return known;
}
