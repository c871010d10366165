/** `createDefine()`: says the type of `ctx.state` once for a whole project. */
import type { ComponentType } from "preact";
import type {
  Middleware,
  PageProps,
  PageResponse,
  RouteHandler,
} from "./types.ts";

type PageData<Answer> = Answer extends PageResponse<infer Data> ? Data : never;

/** The data that the handlers of a route may give to its page. */
export type RouteData<Handler> = Handler extends
  (...args: never[]) => infer Answer ? PageData<Awaited<Answer>>
  : {
    [M in keyof Handler]: Handler[M] extends (...args: never[]) => infer Answer
      ? PageData<Awaited<Answer>>
      : never;
  }[keyof Handler];

/** Functions that only add types. */
export interface Define<State> {
  /** Handlers of a route. */
  handlers<
    Data,
    Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>,
  >(handlers: Handlers): Handlers;
  /** The component of a route; `define.page<typeof handler>` types its data. */
  page<
    // deno-lint-ignore no-explicit-any -- any data will do for the constraint
    Handler extends RouteHandler<any, State> = never,
    Data = [Handler] extends [never] ? unknown : RouteData<Handler>,
  >(component: ComponentType<PageProps<Data, State>>): typeof component;
  /** One middleware, or several that run one after another. */
  middleware<M extends Middleware<State> | Middleware<State>[]>(
    middleware: M,
  ): M;
  /** A layout, or the app wrapper. */
  layout(component: ComponentType<PageProps<unknown, State>>): typeof component;
}

/** The typed helpers for one kind of state. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (component) => component,
    middleware: (middleware) => middleware,
    layout: (component) => component,
  };
}
