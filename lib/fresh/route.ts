/** Runs a route: its handler, then its component with what the handler gave. */
import { type Context, internals } from "./context.ts";
import { HttpError } from "./http_error.ts";
import { drawComponent } from "./render.ts";
import type { Method } from "./router.ts";
import type { HandlerFn, PageResponse, Route } from "./types.ts";

const drawOnly = (): PageResponse<unknown> => ({ data: {} });

/** The methods a route serves, or "ALL". A component means GET. */
export function methodsOf<State>(route: Route<State>): "ALL" | Method[] {
  const { handler, component } = route;
  if (typeof handler === "function") return "ALL";
  const methods = Object.keys(handler ?? {}) as Method[];
  if (component !== undefined && !methods.includes("GET")) methods.push("GET");
  return methods;
}

function handlerFor<State>(
  route: Route<State>,
  method: string,
): HandlerFn<unknown, State> {
  const { handler, component } = route;
  if (typeof handler === "function") return handler;
  const own = handler?.[method as Method] ??
    (method === "HEAD" ? handler?.GET : undefined);
  if (own !== undefined) return own;
  if (component !== undefined) return drawOnly;
  throw new HttpError(404);
}

/** Answers with the route. `status` is what the response has unless it says otherwise. */
export async function answerRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const result = await handlerFor(route, ctx.req.method)(ctx);
  if (result instanceof Response) return result;

  const own = ctx[internals];
  const { skipAppWrapper, skipInheritedLayouts } = route.config ?? {};
  own.around = {
    app: skipAppWrapper ? null : own.around.app,
    layouts: skipInheritedLayouts ? [] : own.around.layouts,
  };
  const headers = new Headers(result.headers);
  let vnode = null;
  if (route.component !== undefined) {
    const drawn = await drawComponent(ctx, route.component, result.data);
    if (drawn instanceof Response) return drawn;
    vnode = drawn;
  }
  return await ctx.render(vnode, { headers, status: result.status ?? status });
}
