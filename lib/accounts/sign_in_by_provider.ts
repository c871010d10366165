/** Signs somebody in whom a provider vouches for. */
import { type Change, change } from "@/lib/kv/change.ts";
import { passwords, users } from "./_keys.ts";
import { isTaken, putUserNamed } from "./_new_account.ts";
import { newcomers, providerLinks, providers } from "./_provider_keys.ts";
import { keyOf, putLink } from "./_provider_links.ts";
import { namesFor } from "./_provider_names.ts";
import { hashOf, randomText } from "./_tokens.ts";
import { IssuerFault } from "./issuer_fault.ts";
import { beginSecondStep, type SecondStepDue } from "./pending_sign_in.ts";
import type { Arrival } from "./provider_flow.ts";
import { PROVIDERS } from "./provider_model.ts";
import { hasSecondFactor } from "./second_factor.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";

/** The provider lets them in, and they still have to say what they are called. */
export interface NameDue {
  /** Belongs into a cookie and nowhere else. */
  readonly newcomer: string;
}

/** No account is linked, and the provider lets in nobody else. */
export class Unlinked extends Error {}

/** Comes in by a link, past their second factor if there is one. */
export async function enterByLink(
  c: Change,
  subject: { readonly issuer: string; readonly subject: string },
  id: string,
  visit: Visit,
): Promise<SignedIn | SecondStepDue> {
  const now = visit.now ?? Date.now();
  const [user, password] = await Promise.all([
    c.read(users, [id]),
    c.read(passwords, [id]),
  ]);
  if (!user) throw new Unlinked();
  // Written as it is: see `signIn()`. A reset that runs at this moment then
  // runs again, and ends the session that starts here.
  if (password) c.put(passwords, [id], password);
  if (await hasSecondFactor(c, id)) {
    const changed = password?.changed ?? 0;
    return beginSecondStep(c, user, changed, now, keyOf(subject));
  }
  return await startSession(c, user, visit);
}

/**
 * Whoever has a link comes in. Without one it depends on the provider: a new
 * account, at once if the provider's word for them is a free username. Of two
 * first sign-ins at once the second finds the account of the first.
 * @throws Unlinked, IssuerFault
 */
export async function signInByProvider(
  { identity, provider: at, next }: Arrival,
  visit: Visit,
): Promise<SignedIn | SecondStepDue | NameDue> {
  const now = visit.now ?? Date.now();
  const id = randomText(128);
  const token = randomText(160);
  const { issuer, subject, label } = identity;
  return await change(async (c) => {
    const known = await c.read(providers, []) ?? [];
    const provider = known.find((one) => one.id === at && one.on);
    if (provider?.issuer !== issuer) throw new IssuerFault("answer", "off");
    const link = await c.read(providerLinks, keyOf(identity));
    if (link) return await enterByLink(c, identity, link.user, visit);
    if (provider.admits !== "everybody") throw new Unlinked();
    const names = namesFor(identity);
    const free = names.username !== "" &&
      !await isTaken(c, names.username, now);
    if (!free) {
      const until = now + PROVIDERS.within;
      const row = { provider: at, issuer, subject, label, ...names, next };
      const options = { expireIn: PROVIDERS.within };
      c.put(newcomers, [hashOf(token)], { ...row, until }, options);
      return { newcomer: token };
    }
    const user = await putUserNamed(c, id, names, "member", now);
    await putLink(c, id, identity, now);
    return await startSession(c, user, visit);
  }, { queue: `provider ${hashOf(`${issuer}\n${subject}`)}` });
}
