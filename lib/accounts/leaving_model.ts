/** How an account ends: asked for, called off in time, or carried out. */
import type { Profile } from "./model.ts";

/** Somebody is leaving. */
export interface Leaving {
  /** When it was asked for. */
  readonly at: number;
  /** The administrator who decided it, if it was one: then its owner cannot call it off. */
  readonly by?: string;
}

/** Between asking and erasing, in which it can be called off. */
export const LEAVING_GRACE = 14 * 24 * 60 * 60_000;

/** When everything is erased. */
export function endsAt({ at }: Leaving): number {
  return at + LEAVING_GRACE;
}

/** Stands for somebody whose account is gone: no name, no colour. Pages say it in words. */
export function formerProfile(id: string): Profile {
  return { id, username: "", name: "", hue: -1, picture: null };
}
