/**
 * Where the bytes of files are. A server with a data folder keeps them in a
 * file of their own, or in a bucket if one is named; where nothing was named
 * they are beside everything else.
 */
import { type Store, theStore, withStore } from "@/lib/kv/store.ts";
import type { Bucket } from "@/lib/outgoing/bucket.ts";

const places = new WeakMap<Store, Store>();
const buckets = new WeakMap<Store, Bucket>();

/** Makes the second store the place of the bytes that the first one refers to. */
export function useBlobStore(of: Store, place: Store): void {
  places.set(of, place);
}

/** New bytes that this store refers to go into a bucket. */
export function useBucket(of: Store, bucket: Bucket): void {
  buckets.set(of, bucket);
}

/** The bucket of a store; null where there is none. */
export function bucketOf(store: Store): Bucket | null {
  return buckets.get(store) ?? null;
}

/** Runs something on the store of the bytes. */
export function amongBlobs<R>(run: () => R): R {
  const store = theStore();
  return withStore(places.get(store) ?? store, run);
}
