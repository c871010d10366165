/**
 * What must not be readable in a stolen store: sealed under a key of its
 * user's own, which itself is wrapped under a key outside of the store. When
 * the user's key is dropped, everything sealed under it is gone for good, also
 * in backups that were made without the key's row.
 *
 * User and purpose are authenticated with what is sealed.
 */
import type { Change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { userKeys } from "./_keys.ts";
import { type Bytes, open, seal } from "./_sealed.ts";
import { serverKey } from "./_server_key.ts";

const KEY = 32;

/**
 * Seals bytes of a user within a change. The user's key is made when there is
 * none yet.
 */
export async function sealFor(
  c: Change,
  user: string,
  purpose: string,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  return await seal(await keyOf(c, user), about(user, purpose), bytes);
}

/**
 * The bytes that were sealed for this user and purpose; null when the user's
 * key is gone, or when they were not sealed here.
 */
export async function openFor(
  user: string,
  purpose: string,
  sealed: Uint8Array,
  within?: Change,
): Promise<Uint8Array | null> {
  // Not a check: the row never changes, it only goes, with all that is sealed.
  const row = within
    ? await within.peek(userKeys, [user])
    : await read(userKeys, [user]);
  const key = row && await unwrap(user, row.wrapped);
  return key && await open(key, about(user, purpose), sealed);
}

/** Destroys a user's key: nothing sealed for them can be opened any more. */
export function dropVault(c: Change, user: string): void {
  c.drop(userKeys, [user]);
}

async function keyOf(c: Change, user: string): Promise<Bytes> {
  const row = await c.read(userKeys, [user]);
  if (row) {
    const key = await unwrap(user, row.wrapped);
    // Another secret than the one it was made with: what is there must stay.
    if (!key) {
      throw new Error("A user's key does not open: was SECRET_KEY changed?");
    }
    return key;
  }
  const key = crypto.getRandomValues(new Uint8Array(KEY));
  const wrapped = await seal(master(), about(user, "key"), key);
  c.put(userKeys, [user], { wrapped });
  return key;
}

async function unwrap(
  user: string,
  wrapped: Uint8Array,
): Promise<Bytes | null> {
  return await open(master(), about(user, "key"), wrapped);
}

function master(): Bytes {
  return serverKey("vault master key");
}

/** Ids hold no line end, so no two pairs give one text. */
function about(user: string, purpose: string): Bytes {
  return new TextEncoder().encode(`${user}\n${purpose}`);
}
