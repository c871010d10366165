/** Named queues: one thing at a time in each, in the order they came. */
import type { Store } from "./store.ts";

const queues = new WeakMap<Store, Map<string, Promise<void>>>();

/** Runs it when everything before it in the queue is over, well or not. */
export async function inTurn<R>(
  store: Store,
  queue: string,
  run: () => Promise<R>,
): Promise<R> {
  let tails = queues.get(store);
  if (!tails) queues.set(store, tails = new Map());
  const mine = tails.get(queue)?.then(run) ?? run();
  const tail = mine.then(() => {}, () => {});
  tails.set(queue, tail);
  try {
    return await mine;
  } finally {
    // The last one out keeps the map from growing with every conversation.
    if (tails.get(queue) === tail) tails.delete(queue);
  }
}
