/**
 * The way to a provider and back: begun by one browser, for one purpose, good
 * once and for ten minutes. What comes back is believed only if this browser
 * set out for that very provider.
 */
import * as oauth from "oauth4webapi";
import { NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { addressFor, type Identity, identityIn } from "./_ask_issuer.ts";
import {
  providerFlows,
  providers,
  type StoredFlow,
  type StoredProvider,
} from "./_provider_keys.ts";
import { openSecret } from "./_provider_secret.ts";
import { hashOf, randomText } from "./_tokens.ts";
import { refuseUnlessConfirmed } from "./confirmed.ts";
import { IssuerFault } from "./issuer_fault.ts";
import type { Session } from "./model.ts";
import { callbackPath, PROVIDERS } from "./provider_model.ts";

/** Why somebody sets out. */
export interface Departure {
  readonly provider: string;
  /** The public address of this server. */
  readonly origin: string;
  /** Where to go afterwards. */
  readonly next: string;
  /** The session that wants a link; null signs in. */
  readonly link: Session | null;
  /** Must the provider ask again who it is? */
  readonly again: boolean;
}

/** A way that was begun. */
export interface Way {
  /** Where the browser is led. */
  readonly url: string;
  /** Belongs into a cookie of its own and nowhere else. */
  readonly browser: string;
}

/** @throws NotFound, IssuerFault, Unconfirmed when it is for a link */
export async function setOut(
  { provider: id, origin, next, link, again }: Departure,
  now = Date.now(),
): Promise<Way> {
  if (link) refuseUnlessConfirmed(link, now);
  const provider = await findOpen(id);
  const state = randomText(160);
  const browser = randomText(160);
  const asked = {
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    redirect: origin + callbackPath(id),
  };
  const url = await addressFor(provider, { ...asked, state }, again);
  const flow: StoredFlow = {
    ...asked,
    provider: id,
    issuer: provider.issuer,
    browser: hashOf(browser),
    next,
    session: link?.id ?? null,
    until: now + PROVIDERS.within,
  };
  const options = { expireIn: PROVIDERS.within };
  await change((c) => c.put(providerFlows, [hashOf(state)], flow, options));
  return { url, browser };
}

/** Somebody came back, and the provider says who it is. */
export interface Arrival {
  readonly provider: string;
  readonly identity: Identity;
  readonly next: string;
  /** The session that wanted a link. */
  readonly session: string | null;
}

/** What a way was for, if its answer cannot be believed; null when there was none. */
export class WayFailed extends Error {
  constructor(
    readonly fault: IssuerFault | null,
    readonly next: string,
    readonly links: boolean,
  ) {
    super(fault?.message ?? "no such way");
    this.name = "WayFailed";
  }
}

/**
 * Uses the way up, whatever comes of it, and asks the provider what its answer
 * is worth. @throws WayFailed
 */
export async function comeBack(
  id: string,
  answer: URLSearchParams,
  browser: string | null,
  now = Date.now(),
): Promise<Arrival> {
  const state = answer.get("state") ?? "";
  const flow = await take(state, id, browser, now);
  if (!flow) throw new WayFailed(null, "", false);
  const { next, session, redirect, nonce, verifier } = flow;
  try {
    const provider = await findOpen(id);
    const secret = await openSecret(provider);
    // Another issuer under this number since: its answer is not ours.
    if (provider.issuer !== flow.issuer || secret === null) {
      throw new IssuerFault("answer", "provider");
    }
    const asked = { state, nonce, verifier, redirect };
    const identity = await identityIn({ ...provider, secret }, answer, asked);
    return { provider: id, identity, next, session };
  } catch (error) {
    const gone = error instanceof NotFound;
    if (!gone && !(error instanceof IssuerFault)) throw error;
    throw new WayFailed(gone ? null : error, next, session !== null);
  }
}

/** Of any number who bring one state at once, one gets it: and only this browser's. */
async function take(
  state: string,
  provider: string,
  browser: string | null,
  now: number,
): Promise<StoredFlow | null> {
  if (!/^[a-z2-7]{32}$/.test(state) || !browser) return null;
  const key: [string] = [hashOf(state)];
  return await change(async (c) => {
    const flow = await c.read(providerFlows, key);
    if (!flow || flow.browser !== hashOf(browser)) return null;
    c.drop(providerFlows, key);
    return now < flow.until && flow.provider === provider ? flow : null;
  });
}

async function findOpen(id: string): Promise<StoredProvider> {
  const all = await read(providers, []) ?? [];
  const found = all.find((one) => one.id === id && one.on);
  if (!found) throw new NotFound({ key: "error.not_found" });
  return found;
}
