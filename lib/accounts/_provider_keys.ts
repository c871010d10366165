import { family } from "@/lib/kv/family.ts";
import type { Link, Provider } from "./provider_model.ts";

/** A provider as stored, its secret sealed once more under a key of its own. */
export interface StoredProvider extends Provider {
  readonly secret: Uint8Array;
}

/** All in one row: there are few, and every sign-in page asks for all. */
export const providers = family<readonly StoredProvider[], []>(
  "sign_in_providers",
  { parts: [], holds: "providers of single sign-on, their secrets sealed" },
);

/** Unique: one subject of one issuer signs one account in. */
export const providerLinks = family<
  { readonly user: string },
  [issuer: string, subject: string]
>(
  "provider_link",
  {
    parts: ["issuer", "subject"],
    holds: "whom a provider's subject signs in",
    hidden: ["issuer", "subject"],
  },
);

/** The same from the other side, all in one row. Never empty. */
export const userLinks = family<readonly Link[], [user: string]>(
  "user_provider_links",
  { parts: ["user"], holds: "by which providers a user signs in" },
);

/** On the way to a provider and back. */
export interface StoredFlow {
  readonly provider: string;
  readonly issuer: string;
  /** SHA-256 of the cookie of the browser that set out. */
  readonly browser: string;
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
  /** The address the provider leads back to. */
  readonly redirect: string;
  /** Where to go afterwards. */
  readonly next: string;
  /** The session that wants a link, if that is what it is for. */
  readonly session: string | null;
  readonly until: number;
}

export const providerFlows = family<StoredFlow, [hash: string]>(
  "provider_flow",
  {
    parts: ["SHA-256 of the token"],
    holds: "a browser on its way to a provider and back, once",
  },
);

/** Let in by a provider, and still without a username. */
export interface StoredNewcomer {
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly label: string;
  readonly username: string;
  readonly name: string;
  readonly next: string;
  readonly until: number;
}

export const newcomers = family<StoredNewcomer, [hash: string]>(
  "provider_newcomer",
  {
    parts: ["SHA-256 of the token"],
    holds: "somebody a provider let in, before they have a username",
  },
);
