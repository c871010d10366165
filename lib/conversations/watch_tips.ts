import { watch } from "@/lib/kv/watch.ts";
import { tips } from "./_keys.ts";

/** Calls back with the stamp of each conversation's tip, now and whenever another instance moves it. */
export function watchTips(
  conversations: readonly string[],
  then: (conversation: string, versionstamp: string) => void,
): () => void {
  return watch(
    tips,
    conversations.map((id) => [id]),
    ([id], entry) => then(id, entry?.versionstamp ?? ""),
  );
}
