/** Where the bytes of files are: the second store file of a data folder, or a bucket. */
import { useBlobStore, useBucket } from "@/lib/files/blob_place.ts";
import type { Settings } from "@/lib/http/settings.ts";
import { openStore, type Store } from "@/lib/kv/store.ts";
import { Bucket } from "@/lib/outgoing/bucket.ts";

/**
 * Opens it beside the store; null where a KV server holds everything. Its secret
 * is the store's own key, which stays when SECRET_KEY is changed. With a bucket
 * new bytes go there, and those from before stay where they are.
 * @throws StoreRefused when it belongs to another store
 */
export async function openBlobStore(
  store: Store,
  { kvUrl, dataDir, bucket }: Pick<Settings, "kvUrl" | "dataDir" | "bucket">,
): Promise<Store | null> {
  if (bucket) useBucket(store, new Bucket(bucket));
  if (kvUrl) return null;
  const blobs = await openStore(`${dataDir}/blobs.db`, store.secret);
  useBlobStore(store, blobs);
  return blobs;
}
