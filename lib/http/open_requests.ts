/**
 * How many requests are open. A cap keeps an attack from taking all memory:
 * over it, newcomers are told to come back instead of everybody failing.
 */
import { Unavailable } from "@/lib/errors.ts";
import { gauge } from "@/lib/http/metrics.ts";

/** The caps: requests at once, and bodies still arriving, at all and of one net. */
export interface Caps {
  readonly requests: number;
  readonly bodies: number;
  readonly bodiesOfOneNet: number;
}

/** Ten thousand idle streams fit; a thousand slow senders are enough. */
export const caps: Caps = {
  requests: 12_000,
  bodies: 2_000,
  bodiesOfOneNet: 800,
};

let arriving = 0;

/** Bodies still arriving, anywhere in this process: whoever stops it waits for them. */
export function bodiesArriving(): number {
  return arriving;
}

/** Counts what is open. Every `enter…` returns the way out; it may be taken twice. */
export class OpenRequests {
  #requests = 0;
  #bodies = 0;
  #byNet = new Map<string, number>();

  constructor(readonly limits: Caps = caps) {
    gauge(
      "parley_open_requests",
      "Requests being answered.",
      () => this.#requests,
    );
    gauge(
      "parley_open_bodies",
      "Requests whose body is arriving.",
      () => this.#bodies,
    );
  }

  /** How many are open now. */
  get count(): number {
    return this.#requests;
  }

  enter(): () => void {
    if (this.#requests >= this.limits.requests) throw new Unavailable();
    this.#requests++;
    return once(() => void this.#requests--);
  }

  enterBody(net: string): () => void {
    const ofNet = this.#byNet.get(net) ?? 0;
    if (
      this.#bodies >= this.limits.bodies ||
      ofNet >= this.limits.bodiesOfOneNet
    ) throw new Unavailable();
    this.#bodies++;
    arriving++;
    this.#byNet.set(net, ofNet + 1);
    return once(() => {
      this.#bodies--;
      arriving--;
      const left = (this.#byNet.get(net) ?? 1) - 1;
      if (left > 0) this.#byNet.set(net, left);
      else this.#byNet.delete(net);
    });
  }
}

function once(deed: () => void): () => void {
  let done = false;
  return () => {
    if (!done) deed();
    done = true;
  };
}
