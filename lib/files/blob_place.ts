/**
 * Which store the bytes of files are in. A server with a data folder keeps them
 * in a file of their own; where none was named they are beside everything else.
 */
import { type Store, theStore, withStore } from "@/lib/kv/store.ts";

const places = new WeakMap<Store, Store>();

/** Makes the second store the place of the bytes that the first one refers to. */
export function useBlobStore(of: Store, place: Store): void {
  places.set(of, place);
}

/** Runs something on the store of the bytes. */
export function amongBlobs<R>(run: () => R): R {
  const store = theStore();
  return withStore(places.get(store) ?? store, run);
}
