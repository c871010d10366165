/**
 * The ways somebody can sign in. ONE RULE: the last is never taken away. A
 * kind of sign-in adds itself to `findWaysIn()` and `keepAWayIn()`; whoever
 * takes one away calls the latter in the same change.
 */
import { Conflict } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { passwords } from "./_keys.ts";
import { passkeys } from "./_passkey_keys.ts";
import { providers, userLinks } from "./_provider_keys.ts";

/** By what somebody can sign in. */
export interface WaysIn {
  readonly password: boolean;
  readonly passkeys: number;
  /** Linked identities of providers that are on. */
  readonly providers: number;
}

/** Which ways this user has. */
export async function findWaysIn(user: string): Promise<WaysIn> {
  const [password, keys, links, known] = await Promise.all([
    read(passwords, [user]),
    read(passkeys, [user]),
    read(userLinks, [user]),
    read(providers, []),
  ]);
  return {
    password: password !== null,
    passkeys: keys?.length ?? 0,
    providers: good(links, known).length,
  };
}

/**
 * Refuses a change after which its user could not sign in. Called once the
 * change has dropped what it takes away: it sees that, and every row it reads
 * becomes a check, so that of two removals at once the second one is refused.
 * @throws Conflict
 */
export async function keepAWayIn(c: Change, user: string): Promise<void> {
  const [password, keys, links, known] = await Promise.all([
    c.read(passwords, [user]),
    c.read(passkeys, [user]),
    c.read(userLinks, [user]),
    c.read(providers, []),
  ]);
  if (password || keys && keys.length > 0) return;
  if (good(links, known).length > 0) return;
  throw new Conflict({ key: "settings.ways.last" });
}

/** The links one can come in by today. */
function good(
  links: readonly { readonly issuer: string }[] | null,
  known: readonly { readonly issuer: string; readonly on: boolean }[] | null,
) {
  return (links ?? []).filter(({ issuer }) =>
    known?.some((one) => one.on && one.issuer === issuer)
  );
}
