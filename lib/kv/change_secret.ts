/**
 * Another secret for a store. First both open it; once every process has the
 * new one, the earlier is put out. Whenever it breaks off in between, the store
 * opens with what the processes have.
 */
import { keyIn, MADE_WITH, type MadeWith } from "./_made_with.ts";
import { unlocked } from "./_settle.ts";
import { unwrap, wrap } from "./_wrapped.ts";

type Secret = string | Uint8Array;

/**
 * Lets a store be opened with another secret as well. Twice is once.
 * @param secret one that opens it
 * @throws StoreRefused when it does not
 */
export async function addSecret(
  kv: Deno.Kv,
  secret: Secret,
  next: Secret,
): Promise<void> {
  await rewrite(kv, (made) => {
    const key = keyIn(made, secret);
    const { salt, wrapped } = made;
    // Of those from earlier tries that were never put out none is kept.
    const own = wrapped.find((one) => unwrap(secret, salt, one))!;
    return next === secret ? [own] : [own, wrap(next, salt, key)];
  });
}

/**
 * Lets this secret alone open the store from now on.
 * @returns how many others opened it until now
 * @throws StoreRefused when this one does not
 */
export async function keepOnly(kv: Deno.Kv, secret: Secret): Promise<number> {
  let before = 0;
  await rewrite(kv, (made) => {
    keyIn(made, secret);
    const { salt, wrapped } = made;
    before = wrapped.length;
    return [wrapped.find((one) => unwrap(secret, salt, one))!];
  });
  return before - 1;
}

/** How many secrets open this store. */
export async function countSecrets(kv: Deno.Kv): Promise<number> {
  return (await kv.get<MadeWith>(MADE_WITH)).value?.wrapped.length ?? 0;
}

async function rewrite(
  kv: Deno.Kv,
  next: (made: MadeWith) => readonly Uint8Array[],
): Promise<void> {
  const done = await unlocked(async () => {
    const { key, value, versionstamp } = await kv.get<MadeWith>(MADE_WITH);
    if (!value) throw new Error("There is no store here yet");
    const { ok } = await kv.atomic()
      .check({ key, versionstamp })
      .set(key, { ...value, wrapped: next(value) })
      .commit();
    return ok;
  });
  // Another process changed it meanwhile: what it says now counts.
  if (!done) await rewrite(kv, next);
}
