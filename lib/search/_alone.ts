/** One at a time in this process at the index of a conversation: two would be in each other's way. */
import { type Store, theStore } from "@/lib/kv/store.ts";

const turns = new WeakMap<Store, Map<string, Promise<unknown>>>();

/** Runs when everybody who asked before for this conversation is done. */
export async function alone<R>(id: string, run: () => Promise<R>): Promise<R> {
  const store = theStore();
  const mine = turns.get(store) ?? new Map<string, Promise<unknown>>();
  turns.set(store, mine);
  const turn = (mine.get(id) ?? Promise.resolve()).catch(() => {}).then(run);
  mine.set(id, turn);
  try {
    return await turn;
  } finally {
    if (mine.get(id) === turn) mine.delete(id);
  }
}
