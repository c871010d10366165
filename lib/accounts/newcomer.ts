/** Somebody whom a provider lets in says what they want to be called. */
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { Invalid } from "@/lib/errors.ts";
import { type Names, putUserNamed, readNames } from "./_new_account.ts";
import {
  newcomers,
  providerLinks,
  providers,
  type StoredNewcomer,
} from "./_provider_keys.ts";
import { keyOf, putLink } from "./_provider_links.ts";
import { hashOf, randomText } from "./_tokens.ts";
import type { SecondStepDue } from "./pending_sign_in.ts";
import { type SignedIn, startSession, type Visit } from "./session.ts";
import { enterByLink } from "./sign_in_by_provider.ts";

const TOKEN = /^[a-z2-7]{32}$/;

/** Who waits under this token, and what the provider calls them; null when it is over. */
export async function findNewcomer(
  token: string | null,
  now = Date.now(),
): Promise<StoredNewcomer | null> {
  if (!token || !TOKEN.test(token)) return null;
  const row = await read(newcomers, [hashOf(token)]);
  return row && now < row.until ? row : null;
}

/**
 * Makes the account, once. Whoever has got one meanwhile comes in by that.
 * Null: it is over. @throws Invalid at `username` or `name`
 */
export async function welcomeNewcomer(
  token: string | null,
  typed: Names,
  visit: Visit,
): Promise<SignedIn | SecondStepDue | null> {
  const now = visit.now ?? Date.now();
  const found = await findNewcomer(token, now);
  if (!found || !token) return null;
  const { names, wrong } = readNames(typed, false);
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  const id = randomText(128);
  return await change(async (c) => {
    const row = await c.read(newcomers, [hashOf(token)]);
    const known = await c.read(providers, []) ?? [];
    const provider = known.find((one) => one.issuer === found.issuer);
    if (!row || !provider?.on) return null;
    c.drop(newcomers, [hashOf(token)]);
    const link = await c.read(providerLinks, keyOf(row));
    if (link) return await enterByLink(c, row, link.user, visit);
    if (provider.admits !== "everybody") return null;
    const user = await putUserNamed(c, id, names, "member", now);
    await putLink(c, id, row, now);
    return await startSession(c, user, visit);
  });
}
