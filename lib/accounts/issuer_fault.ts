import type { OutgoingReason } from "@/lib/outgoing/refused.ts";

/** What can be wrong with an issuer, each with a sentence of its own for whoever sets it up. */
export type IssuerReason =
  | OutgoingReason
  /** http, and not a private host that the settings name. */
  | "not-https"
  /** It answers, but has no page about itself; the status is the detail. */
  | "not-found"
  /** Its page about itself is not that of an OpenID Connect provider. */
  | "no-provider"
  /** It calls itself otherwise; the detail says how. */
  | "other-issuer"
  /** It does not say where to sign in, to exchange a code or to find its keys. */
  | "incomplete"
  /** It does not know codes with PKCE and S256. */
  | "no-code-flow"
  /** It signs with nothing that can be checked by a public key. */
  | "no-signature"
  /** It does not know the client, or not with this secret. */
  | "client"
  /** The person, or the provider, said no. */
  | "denied"
  /** What it answered at a sign-in is not right, or not for us. */
  | "answer";

/** A provider that cannot be used, or whose answer cannot be believed. */
export class IssuerFault extends Error {
  constructor(readonly reason: IssuerReason, readonly detail = "") {
    super(`issuer: ${reason}${detail && ` (${detail})`}`);
    this.name = "IssuerFault";
  }
}
