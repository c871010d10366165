/** What the gate found out about a request, for whoever handles it. */

/** Known of every request. */
export interface RequestFacts {
  /** On the response as `X-Request-Id` and in the log. */
  readonly id: string;
  /** The client's network, for limits. */
  readonly net: string;
  /** The largest body this address takes, where it is not the usual one. */
  readonly bodyLimit?: number;
}

const facts = new WeakMap<Request, RequestFacts>();

/** Remembers the facts of a request. */
export function noteFacts(req: Request, about: RequestFacts): void {
  facts.set(req, about);
}

/** The facts of a request; outside the gate (in tests) neutral ones. */
export function factsOf(req: Request): RequestFacts {
  return facts.get(req) ?? { id: "none", net: "local" };
}

/** A new request id. */
export function newRequestId(): string {
  return crypto.getRandomValues(new Uint8Array(8)).toHex();
}
