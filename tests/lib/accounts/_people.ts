/** A server of its own for each test, and the people who come to it. */
import { usePasswords } from "@/lib/accounts/password.ts";
import type { HashJob } from "@/lib/accounts/password.ts";
import { type SignedIn, type Visit } from "@/lib/accounts/session.ts";
import { signIn } from "@/lib/accounts/sign_in.ts";
import { signUp } from "@/lib/accounts/sign_up.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { createHash } from "node:crypto";

/** How often a password was hashed since the process began. */
export const work = { hashes: 0 };

/** Stands in for Argon2id where its slowness is not what is tested. */
export function quickHash(job: HashJob): Promise<Uint8Array> {
  work.hashes++;
  const tag = createHash("sha256").update(job.secret).update(job.salt)
    .digest();
  return Promise.resolve(new Uint8Array(tag));
}

/** A test on an empty store, with quick hashes. */
export function onNewServer(
  sentence: string,
  test: () => Promise<void>,
): void {
  Deno.test(sentence, async () => {
    usePasswords({ secret: "a secret of tests", hasher: quickHash });
    using store = await openStore(":memory:");
    await withStore(store, test);
  });
}

export const visit: Visit = {
  agent: "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Firefox/153.0",
  net: "203.0.113.9",
};

export const password = "three calm herons";

/** Makes an account; the first of a server is its administrator. */
export async function join(
  username: string,
  options: { invite?: string; now?: number } = {},
): Promise<SignedIn> {
  const { invite = "", now } = options;
  return await signUp(
    { username, name: username.toUpperCase(), password },
    { registration: "open", invite, ...(now === undefined ? {} : { now }) },
    { ...visit, ...(now === undefined ? {} : { now }) },
  );
}

/** Signs somebody in who has no second factor. */
export async function comeIn(
  form: { username: string; password: string },
  from: Visit = visit,
): Promise<SignedIn> {
  const entered = await signIn(form, from);
  if ("pending" in entered) throw new Error("A second step is due");
  return entered;
}
