/** Wakes whoever runs the jobs of a store, if anybody does here. */
import type { Store } from "@/lib/kv/store.ts";

const sleepers = new WeakMap<Store, () => void>();

/** From now on a poke of this store calls `wake`. */
export function onPoke(store: Store, wake: () => void): void {
  sleepers.set(store, wake);
}

/** Nobody here runs the jobs of this store any more. */
export function offPoke(store: Store): void {
  sleepers.delete(store);
}

/** There is something to do. */
export function poke(store: Store): void {
  sleepers.get(store)?.();
}
