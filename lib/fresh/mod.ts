/**
 * `fresh`: the subset of Fresh 2's public API this project is written to.
 * Why there is a runtime of our own: `docs/decisions/0002-fresh-runtime.md`.
 */
export { App, type ListenOptions } from "./app.ts";
export { Context, type FreshContext } from "./context.ts";
export { createDefine, type Define, type RouteData } from "./define.ts";
export { HttpError } from "./http_error.ts";
export { page } from "./page.ts";
export type { Method } from "./router.ts";
export { staticFiles } from "./static_files.ts";
export type {
  FreshConfig,
  HandlerByMethod,
  HandlerFn,
  LayoutConfig,
  Lazy,
  MaybeLazy,
  Middleware,
  MiddlewareFn,
  PageProps,
  PageResponse,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
  RouteConfig,
  RouteHandler,
} from "./types.ts";
