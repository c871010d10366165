import { watch } from "@/lib/kv/watch.ts";
import { sessions } from "./_keys.ts";

/** Calls back when a session has ended, wherever that was done. */
export function watchSessions(
  ids: readonly string[],
  gone: (id: string) => void,
): () => void {
  return watch(sessions, ids.map((id) => [id]), ([id], entry) => {
    if (!entry) gone(id);
  });
}
