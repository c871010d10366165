/** The second store file of a data folder: the bytes of files. */
import { useBlobStore } from "@/lib/files/blob_place.ts";
import type { Settings } from "@/lib/http/settings.ts";
import { openStore, type Store } from "@/lib/kv/store.ts";

/**
 * Opens it beside the store; null where a KV server holds everything. Its secret
 * is the store's own key, which stays when SECRET_KEY is changed.
 * @throws StoreRefused when it belongs to another store
 */
export async function openBlobStore(
  store: Store,
  { kvUrl, dataDir }: Pick<Settings, "kvUrl" | "dataDir">,
): Promise<Store | null> {
  if (kvUrl) return null;
  const blobs = await openStore(`${dataDir}/blobs.db`, store.secret);
  useBlobStore(store, blobs);
  return blobs;
}
