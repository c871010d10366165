/** How domains say that something happened. */
import type { Change } from "@/lib/kv/change.ts";
import type { LiveEvent } from "./events.ts";
import { hub } from "./hub.ts";

/**
 * Announces an event with the change that causes it: it goes out once, only
 * after the commit, in the order of commits, and never if the change fails.
 */
export function announce(c: Change, event: LiveEvent): void {
  c.afterCommit((versionstamp) => hub.emit({ event, versionstamp }));
}

/** Announces what no store knows, such as typing. */
export function announceNow(event: LiveEvent): void {
  hub.emit({ event, versionstamp: null });
}
