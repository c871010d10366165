/**
 * A sign-in between the password, or the word of a provider, and the second step. Its token opens nothing
 * but that step: no session exists before it is done.
 */
import { Invalid } from "@/lib/errors.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { passwords, pendingSignIns, users } from "./_keys.ts";
import { providerLinks } from "./_provider_keys.ts";
import { hashOf, randomText } from "./_tokens.ts";
import { findUser } from "./find.ts";
import type { User } from "./model.ts";
import type { ProofKind, Prove } from "./second_factor.ts";
import { SECOND_STEP_WITHIN } from "./second_factor_model.ts";
import { noteSecurityEvent } from "./security_events.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";

const TOKEN = /^[a-z2-7]{32}$/;

/** The first step was right, and a second must follow. */
export interface SecondStepDue {
  readonly user: User;
  /** Belongs into a cookie of its own and nowhere else. */
  readonly pending: string;
}

/** Begins the wait within the change that found the first step right. */
export function beginSecondStep(
  c: Change,
  user: User,
  password: number,
  now: number,
  link?: readonly [issuer: string, subject: string],
): SecondStepDue {
  const pending = randomText(160);
  const row = {
    user: user.id,
    until: now + SECOND_STEP_WITHIN,
    password,
    ...(link ? { link } : {}),
  };
  c.put(pendingSignIns, [hashOf(pending)], row, {
    expireIn: SECOND_STEP_WITHIN,
  });
  return { user, pending };
}

/** Whose sign-in waits under this token; null when it is over or was none. */
export async function findPendingSignIn(
  token: string | null,
  now = Date.now(),
): Promise<User | null> {
  if (!token || !TOKEN.test(token)) return null;
  const row = await read(pendingSignIns, [hashOf(token)]);
  if (!row || now >= row.until) return null;
  const password = await read(passwords, [row.user]);
  const link = row.link && await read(providerLinks, row.link);
  return holds(row, password, link) ? await findUser(row.user) : null;
}

/**
 * Does the second step and starts the session, once. A wrong proof leaves the
 * sign-in waiting; the limit before it bounds the tries. Null: it is over.
 * @throws Invalid at `code`
 */
export async function finishSignIn(
  token: string,
  prove: Prove,
  visit: Visit,
): Promise<SignedIn & { readonly by: ProofKind } | null> {
  const now = visit.now ?? Date.now();
  if (!TOKEN.test(token)) return null;
  const hash = hashOf(token);
  const found = await read(pendingSignIns, [hash]);
  if (!found) return null;
  return await change(async (c) => {
    const row = await c.read(pendingSignIns, [hash]);
    if (!row || now >= row.until) return null;
    const [user, password] = await Promise.all([
      c.read(users, [row.user]),
      c.read(passwords, [row.user]),
    ]);
    const link = row.link && await c.read(providerLinks, row.link);
    if (!user || !holds(row, password, link)) return null;
    const by = await prove(c, user.id);
    if (!by) throw new Invalid({ code: { key: "entrance.second.wrong" } });
    c.drop(pendingSignIns, [hash]);
    // Written as it is: see `signIn()`.
    if (password) c.put(passwords, [user.id], password);
    const signedIn = await startSession(c, user, visit);
    const { device, place } = signedIn.session;
    if (by === "recovery-code") {
      const kind = "recovery-code-used";
      await noteSecurityEvent(c, user.id, { kind, at: now, device, place });
    }
    return { ...signedIn, by };
  }, { queue: `sign-in ${found.user}` });
}

/** Is what the first step proved still so? */
function holds(
  row: { user: string; password: number; link?: readonly [string, string] },
  password: { readonly changed: number } | null,
  link: { readonly user: string } | null | undefined,
): boolean {
  if (row.link && link?.user !== row.user) return false;
  return (password?.changed ?? 0) === row.password &&
    (password !== null || row.link !== undefined);
}

/** Gives the sign-in up. */
export async function cancelSignIn(token: string | null): Promise<void> {
  if (!token || !TOKEN.test(token)) return;
  await change((c) => c.drop(pendingSignIns, [hashOf(token)]));
}
