/** Why a request did not go out, or brought nothing that may be used. */

/** Each reason, for sentences to be chosen by. */
export type OutgoingReason =
  /** Not an address at all, or not http(s), or not https where that is asked. */
  | "address"
  /** A user name or password stands in the address. */
  | "credentials"
  /** A port that was not asked for. */
  | "port"
  /** The name leads nowhere. */
  | "unknown-host"
  /** It is, or leads to, an address that is not of the open internet. */
  | "private"
  /** The settings keep this server from going out. */
  | "closed"
  /** Nobody answers there, or the process may not go there. */
  | "unreachable"
  /** Its certificate is not to be trusted for that name. */
  | "certificate"
  /** It leads on, and that was not asked for, or too often. */
  | "redirect"
  /** It took too long. */
  | "timeout"
  /** More bytes than asked for, packed or unpacked. */
  | "too-large"
  /** It speaks, but not HTTP as we know it. */
  | "malformed";

/** A request that safeFetch() refused or gave up. Nothing in it is for the eyes of strangers. */
export class OutgoingRefused extends Error {
  constructor(readonly reason: OutgoingReason, detail = "") {
    super(`outgoing: ${reason}${detail && ` (${detail})`}`);
    this.name = "OutgoingRefused";
  }
}
