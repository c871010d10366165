import type { Parcel } from "./frame.ts";
import type { Listener } from "./listening.ts";

/** Writes what was held for a listener, before something that must come after it. */
export function settle(
  listener: Listener,
  held: Map<Listener, Parcel> | null,
): void {
  const parcel = held?.get(listener);
  if (!parcel) return;
  // More of the same commit may follow, so it carries no cursor.
  listener.deliver(parcel, null);
  held?.delete(listener);
}
