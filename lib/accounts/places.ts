/**
 * Where people came from: coarse networks, kept for so many days and not one
 * longer. What is over is neither shown nor, after the next night, stored.
 */
import { placeOf } from "./_device.ts";
import type { SecurityEvent, Session, SignInNotice } from "./model.ts";

const DAY = 86_400_000;

let days = 30;

/** For how many days places are kept; 0: they are never stored. */
export function keepPlacesFor(given: number): void {
  days = given;
}

/** How long a place seen now may stay, in milliseconds. */
export function placesLast(): number {
  return days * DAY;
}

/** The place of a network, as it may be stored. */
export function placeToKeep(net: string): string {
  return days === 0 ? "" : placeOf(net);
}

/** Must a place that was seen then be forgotten? */
export function isOver(seen: number, now: number): boolean {
  return now - seen >= days * DAY;
}

/** The browser of a session, for an event: its place is as old as the session. */
export function whereOf(
  { device, place, created }: Session,
): Pick<SecurityEvent, "device" | "place" | "placed"> {
  return { device, place, placed: created };
}

/** When the place of one of these was seen. */
export function seenAt(one: Session | SecurityEvent | SignInNotice): number {
  if ("created" in one) return one.created;
  return "placed" in one ? one.placed ?? one.at : one.at;
}

/** The same without its place, when that is over. */
export function withoutOldPlace<
  T extends Session | SecurityEvent | SignInNotice,
>(one: T, now: number): T {
  return one.place !== "" && isOver(seenAt(one), now)
    ? { ...one, place: "" }
    : one;
}
