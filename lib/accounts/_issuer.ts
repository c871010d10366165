/** What an OpenID Connect issuer says about itself, and the road to its door. */
import * as oauth from "oauth4webapi";
import { hostOf } from "@/lib/outgoing/private_hosts.ts";
import { theOutgoing } from "@/lib/outgoing/policy.ts";
import { OutgoingRefused } from "@/lib/outgoing/refused.ts";
import { safeFetch } from "@/lib/outgoing/safe_fetch.ts";
import { IssuerFault, type IssuerReason } from "./issuer_fault.ts";

/** Signatures we take: public keys only. `none` and shared secrets are no proof of who signed. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** How long what an issuer said is believed without asking again. */
const KNOWN_FOR = 10 * 60_000;
const known = new Map<string, { server: Issuer; until: number }>();

/** An issuer and everything about it that was checked. */
export type Issuer = oauth.AuthorizationServer & {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
};

/** May the issuer be a private host, reached without https? Then so may its other addresses. */
function isNamed(issuer: string): boolean {
  return theOutgoing().privateHosts.includes(hostOf(new URL(issuer)));
}

/** How the library sends its requests for this issuer. */
export function requestsOf(issuer: string) {
  const named = isNamed(issuer);
  return {
    [oauth.customFetch]: async (
      url: string,
      options: {
        method: string;
        headers: Record<string, string>;
        body?: unknown;
      },
    ) => {
      const { headers, body } = options;
      return await safeFetch(url, {
        method: options.method === "POST" ? "POST" : "GET",
        headers,
        ports: "any",
        secure: true,
        namedPrivate: named,
        ...(body === undefined || body === null ? {} : { body: String(body) }),
      });
    },
    [oauth.allowInsecureRequests]: named,
  };
}

/** The address of an issuer as typed, without what people paste along. @throws IssuerFault */
export function readIssuer(text: string): URL {
  const typed = text.trim().replace(
    /\/\.well-known\/openid-configuration$/,
    "",
  );
  const url = URL.canParse(typed) ? new URL(typed) : null;
  const bare = url && !url.search && !url.hash && !url.username &&
    !url.password && typed.length <= 500;
  if (!bare || !/^https?:$/.test(url.protocol)) {
    throw new IssuerFault("address");
  }
  if (url.protocol === "http:" && !isNamed(url.href)) {
    throw new IssuerFault("not-https");
  }
  return url;
}

/** Asks the issuer what it is, now. @throws IssuerFault, OutgoingRefused */
export async function discover(url: URL): Promise<Issuer> {
  const response = await oauth.discoveryRequest(url, requestsOf(url.href));
  if (response.status !== 200) {
    throw new IssuerFault("not-found", String(response.status));
  }
  const said = await response.clone().json().catch(() => null);
  if (typeof said?.issuer !== "string") throw new IssuerFault("no-provider");
  if (!URL.canParse(said.issuer) || new URL(said.issuer).href !== url.href) {
    throw new IssuerFault("other-issuer", said.issuer.slice(0, 200));
  }
  const server = await oauth.processDiscoveryResponse(url, response)
    .catch(() => {
      throw new IssuerFault("no-provider");
    });
  return checked(server, isNamed(url.href));
}

function checked(server: oauth.AuthorizationServer, named: boolean): Issuer {
  const { authorization_endpoint, token_endpoint, jwks_uri } = server;
  const addresses = [authorization_endpoint, token_endpoint, jwks_uri];
  if (!addresses.every((one) => isAddress(one, named))) {
    throw new IssuerFault("incomplete");
  }
  const methods = server.code_challenge_methods_supported;
  const codes = server.response_types_supported ?? ["code"];
  if (methods && !methods.includes("S256") || !codes.includes("code")) {
    throw new IssuerFault("no-code-flow");
  }
  const signs = server.id_token_signing_alg_values_supported ?? ["RS256"];
  const good = signs.filter((one) => ALGORITHMS.includes(one));
  if (good.length === 0) throw new IssuerFault("no-signature");
  // The library then takes no other.
  return { ...server, id_token_signing_alg_values_supported: good } as Issuer;
}

function isAddress(text: unknown, named: boolean): boolean {
  if (typeof text !== "string" || !URL.canParse(text)) return false;
  const { protocol } = new URL(text);
  return protocol === "https:" || named && protocol === "http:";
}

/** The same, from memory if it was asked a moment ago. */
export async function findIssuer(issuer: string): Promise<Issuer> {
  const now = Date.now();
  const found = known.get(issuer);
  if (found && now < found.until) return found.server;
  const server = await discover(new URL(issuer));
  if (known.size > 100) known.clear();
  known.set(issuer, { server, until: now + KNOWN_FOR });
  return server;
}

/** What was remembered of an issuer may be old. */
export function forgetIssuer(issuer: string): void {
  known.delete(issuer);
}

/**
 * Asks an issuer; whatever goes wrong is its fault. What comes from outside can
 * be broken in ways that no list foresees, and none is worth an error page.
 * @throws IssuerFault
 */
export async function orFault<R>(ask: () => Promise<R>): Promise<R> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof IssuerFault) throw error;
    if (error instanceof OutgoingRefused) {
      throw new IssuerFault(reasonOf(error));
    }
    const { name, code, error: said } = error as Record<string, unknown>;
    if (said === "access_denied") throw new IssuerFault("denied");
    throw new IssuerFault("answer", String(code ?? name).slice(0, 100));
  }
}

/** The issuer's own address was looked at before, so an odd one is one that it names. */
function reasonOf({ reason }: OutgoingRefused): IssuerReason {
  return ["address", "credentials", "port"].includes(reason)
    ? "incomplete"
    : reason;
}
