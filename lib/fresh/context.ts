/** `ctx`: everything a handler, middleware or component knows of a request. */
import type { FunctionComponent, VNode } from "preact";
import { renderPage } from "./render.ts";
import type { Snapshot } from "./snapshot.ts";
import type {
  LayoutConfig,
  ResolvedFreshConfig,
  RouteComponent,
} from "./types.ts";

/** The components that stand around a page, outermost first. */
export interface Surroundings<State> {
  readonly app: RouteComponent<State> | null;
  readonly layouts: readonly RouteComponent<State>[];
}

/** What the runtime itself keeps of a request. */
export interface Internals<State> {
  around: Surroundings<State>;
  readonly snapshot: Snapshot | null;
  /** Error pages that failed themselves and must not be tried again. */
  readonly broken: Set<unknown>;
}

/** Key of the runtime's own part of a context. */
export const internals: unique symbol = Symbol("internals");

/** What the runtime makes a context from. */
export interface ContextParts {
  req: Request;
  url: URL;
  info: Deno.ServeHandlerInfo;
  config: ResolvedFreshConfig;
  route: string | null;
  params: Record<string, string>;
  snapshot: Snapshot | null;
}

const Nothing: FunctionComponent = () => null;
const encoder = new TextEncoder();

/** Another name of {@linkcode Context}. */
export type FreshContext<State = unknown> = Context<State>;

/** One request on its way through middleware, handler and page. */
export class Context<State> {
  /** The request as it came. */
  readonly req: Request;
  /** Its URL, with doubled slashes in the path made single. */
  readonly url: URL;
  /** Parameters of the matched pattern, decoded. */
  readonly params: Record<string, string>;
  /** Kept for the length of the request; middleware fills it. */
  readonly state: State = {} as State;
  /** The connection it came over. */
  readonly info: Deno.ServeHandlerInfo;
  /** The application's configuration. */
  readonly config: ResolvedFreshConfig;
  /** The matched pattern, or null if there is none. */
  readonly route: string | null;
  /** What was thrown, once something was. */
  error: unknown = null;
  /** Always false: this runtime has no partials. */
  readonly isPartial = false;
  /** What stands inside the layout or app wrapper being drawn. */
  Component: FunctionComponent = Nothing;
  /** Goes on to the next middleware or the handler. */
  next: () => Promise<Response>;
  /** The runtime's own part. */
  readonly [internals]: Internals<State>;

  constructor(parts: ContextParts) {
    this.req = parts.req;
    this.url = parts.url;
    this.params = parts.params;
    this.info = parts.info;
    this.config = parts.config;
    this.route = parts.route;
    this.next = () => Promise.reject(new Error("There is nothing next"));
    this[internals] = {
      around: { app: null, layouts: [] },
      snapshot: parts.snapshot,
      broken: new Set(),
    };
  }

  /**
   * Sends the browser elsewhere; 302 unless told. A path stays on this host:
   * browsers read `//host` and `/\host` as another one, so runs of slashes and
   * backslashes become one slash.
   */
  redirect(pathOrUrl: string, status = 302): Response {
    let location = pathOrUrl.toWellFormed();
    if (/^[/\\]/.test(location)) {
      const [path = "", rest] = location.split(/(?=[?#])/, 2);
      const end = rest === undefined ? "" : location.slice(path.length);
      location = path.replace(/[\t\r\n]/g, "").replace(/[/\\]+/g, "/") + end;
    }
    // A header takes no other characters.
    location = location.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
    return new Response(null, { status, headers: { location } });
  }

  /** Draws a vnode inside the layouts and app wrapper that hold here. */
  render(
    // deno-lint-ignore no-explicit-any -- whatever its props are
    vnode: VNode<any> | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    return renderPage(this, vnode, init, config);
  }

  /** An HTML response from a string. */
  html(content: string, init: ResponseInit = {}): Response {
    return typed(content, "text/html; charset=utf-8", init);
  }

  /** A plain text response. */
  text(content: string, init: ResponseInit = {}): Response {
    return new Response(content, init);
  }

  /** A JSON response. */
  json(content: unknown, init: ResponseInit = {}): Response {
    return Response.json(content, init);
  }

  /** A response whose body comes piece by piece. */
  stream<Chunk extends string | Uint8Array>(
    source:
      | Iterable<Chunk>
      | AsyncIterable<Chunk>
      | (() => Iterable<Chunk> | AsyncIterable<Chunk>),
    init: ResponseInit = {},
  ): Response {
    const chunks = typeof source === "function" ? source() : source;
    return new Response(ReadableStream.from(encoded(chunks)), init);
  }
}

async function* encoded(
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for await (const chunk of chunks) {
    yield typeof chunk === "string"
      ? encoder.encode(chunk)
      : new Uint8Array(chunk);
  }
}

function typed(body: string, type: string, init: ResponseInit): Response {
  const headers = new Headers(init.headers);
  headers.set("content-type", type);
  return new Response(body, { ...init, headers });
}
