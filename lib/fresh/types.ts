/** The shapes an application hands to the runtime. */
import type { ComponentType } from "preact";
import type { Context } from "./context.ts";
import type { Method } from "./router.ts";

/** Runs before the handler; `ctx.next()` goes on to what stands after it. */
export type Middleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;

/** Another name of {@linkcode Middleware}. */
export type MiddlewareFn<State> = Middleware<State>;

/** What a page, layout or app component receives. */
export type PageProps<Data = unknown, State = unknown> =
  & Pick<
    Context<State>,
    | "config"
    | "url"
    | "req"
    | "params"
    | "info"
    | "state"
    | "isPartial"
    | "Component"
    | "error"
    | "route"
  >
  & { data: Data };

/**
 * Anything that can stand as a page, layout or app wrapper. A native `async`
 * function is one too: it may wait before it draws, or answer with a response.
 */
// deno-lint-ignore no-explicit-any -- data is known only to the route itself
export type RouteComponent<State> = ComponentType<PageProps<any, State>>;

/** `config` export of a layout. */
export interface LayoutConfig {
  /** Leave out the layouts further up. */
  skipInheritedLayouts?: boolean;
  /** Leave out `_app.tsx`. */
  skipAppWrapper?: boolean;
}

/** `config` export of a route. */
export interface RouteConfig extends LayoutConfig {
  /** Serve under this pattern instead of the one the file name gives. */
  routeOverride?: string;
  /** Methods of a route that is loaded late; "ALL" unless given. */
  methods?: "ALL" | Method[];
}

/** Data for the page component, with the status and headers of the response. */
export interface PageResponse<T> {
  data: T;
  headers?: HeadersInit | undefined;
  status?: number | undefined;
}

/** One handler for one or every method. */
export type HandlerFn<Data, State> = (
  ctx: Context<State>,
) =>
  | Response
  | PageResponse<Data>
  | Promise<Response | PageResponse<Data>>;

/** A handler for each method that is served. */
export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

/** What a route may export as `handler`. */
export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

/** A handler, a component, or both. */
export interface Route<State> {
  component?: RouteComponent<State> | undefined;
  config?: RouteConfig | undefined;
  handler?: RouteHandler<unknown, State> | undefined;
}

/** Something to be loaded when it is first needed. */
export type Lazy<T> = () => Promise<T>;

/** Something at hand, or to be loaded. */
export type MaybeLazy<T> = T | Lazy<T>;

/** Options of an application. */
export interface FreshConfig {
  /** Prefix of every URL, without a slash at the end. */
  basePath?: string;
  mode?: "development" | "production";
  /** Where an error that became a 5xx is reported; `console.error` unless given. */
  report?: (error: unknown) => void;
}

/** The options in force, as `ctx.config`. */
export interface ResolvedFreshConfig {
  readonly root: string;
  readonly basePath: string;
  readonly mode: "development" | "production";
}
