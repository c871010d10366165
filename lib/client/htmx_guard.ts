/**
 * Lets htmx put our fragments on the page and nothing else. Everything htmx
 * parses comes through the Trusted Types policy `htmx`, which opens only while
 * a response is swapped that our own server marked as a fragment. There is no
 * `default` policy: text from anywhere else stays text (decision 0005).
 */

/** What htmx tells about a request; only what is needed of it. */
export interface HtmxRequest {
  readonly request?: {
    readonly method: string;
    readonly action: string;
    readonly body: Iterable<[string, FormDataEntryValue]>;
  };
  readonly response?: {
    readonly raw: Response;
    readonly status: number;
    readonly headers: Headers;
  };
}

/** What htmx asks of a policy. */
export interface HtmxPolicy {
  createHTML(text: string): string;
  createScript(text: string): string;
}

/** May this response be swapped in: ours, whole, and meant as a fragment? */
export function isOurFragment({ response }: HtmxRequest): boolean {
  return response !== undefined && response.raw.type === "basic" &&
    response.headers.get("x-fragment") === "1";
}

/** Does the answer lead elsewhere instead of bringing a fragment? */
export function leadsElsewhere({ response }: HtmxRequest): boolean {
  return response !== undefined &&
    ["hx-redirect", "hx-location", "hx-refresh"].some((name) =>
      response.headers.has(name)
    );
}

/** Counts the swaps under way and decides what may be parsed meanwhile. */
export function makeGuard(): {
  rules: HtmxPolicy;
  enter(request: object): void;
  leave(request: object): void;
} {
  const swapping = new Set<object>();
  return {
    rules: {
      createHTML(text) {
        if (swapping.size === 0) throw new TypeError("No swap is under way");
        // Our renderer writes none of these; whatever does is not ours.
        if (/<(script|iframe|object|embed|base|meta|link)[\s/>]/i.test(text)) {
          throw new TypeError("A fragment carries no such element");
        }
        return text;
      },
      createScript() {
        throw new TypeError("A fragment carries no script");
      },
    },
    enter: (request) => swapping.add(request),
    leave: (request) => swapping.delete(request),
  };
}
