/** `App`: collects middleware and routes, and answers requests with them. */
import { type Command, compile, under } from "./commands.ts";
import { Context } from "./context.ts";
import { HttpError, plainErrorResponse } from "./http_error.ts";
import { type Method, METHODS } from "./router.ts";
import { registeredSnapshot, type Snapshot } from "./snapshot.ts";
import { runSteps } from "./tree.ts";
import type {
  FreshConfig,
  LayoutConfig,
  MaybeLazy,
  Middleware,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
  RouteConfig,
} from "./types.ts";

/** Options of `listen()`. */
export type ListenOptions = Partial<
  Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem
>;

const unknownConnection: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 0 },
  completed: Promise.resolve(),
};

/** Gives an application a snapshot of its own instead of the process's. */
export let setSnapshot: <State>(
  app: App<State>,
  snapshot: Snapshot,
) => void;

/** A web application. */
export class App<State> {
  readonly #commands: Command<State>[] = [];
  readonly #report: (error: unknown) => void;
  #snapshot: Snapshot | null = null;
  /** The configuration in force. */
  readonly config: ResolvedFreshConfig;

  static {
    setSnapshot = (app, snapshot) => app.#snapshot = snapshot;
  }

  constructor(config: FreshConfig = {}) {
    this.config = {
      root: ".",
      basePath: config.basePath ?? "",
      mode: config.mode ?? "production",
    };
    this.#report = config.report ?? ((error) => console.error(error));
  }

  /** Middleware for what is added after it, everywhere or below a path. */
  use(...middleware: Middleware<State>[]): this;
  use(path: string, ...middleware: Middleware<State>[]): this;
  use(first: string | Middleware<State>, ...rest: Middleware<State>[]): this {
    const [path, run] = typeof first === "string"
      ? [first, rest]
      : ["*", [first, ...rest]];
    return this.#add({ kind: "middleware", path, run });
  }

  /** Draws the page for what is not there; its status is 404. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "notFound", path: "*", route: asRoute(route) });
  }

  /** The error page for what is added after it below a path. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "error", path, route: asRoute(route) });
  }

  /** The component around every page, which draws `<html>`. */
  appWrapper(component: RouteComponent<State>): this {
    return this.#add({ kind: "app", path: "*", component });
  }

  /** A component around the pages below a path. */
  layout(
    path: string,
    component: RouteComponent<State>,
    config: LayoutConfig = {},
  ): this {
    return this.#add({ kind: "layout", path, component, config });
  }

  /** A route: a handler, a component, or both. */
  route(
    path: string,
    route: MaybeLazy<Route<State>>,
    config?: RouteConfig,
  ): this {
    return this.#add({ kind: "route", path, route, config });
  }

  #verb(...methods: Method[]) {
    return (path: string, ...run: Middleware<State>[]): this =>
      this.#add({ kind: "handler", path, methods, run });
  }

  /** Handlers for GET, and for HEAD unless there are others. */
  readonly get = this.#verb("GET");
  /** Handlers for POST. */
  readonly post = this.#verb("POST");
  /** Handlers for PUT. */
  readonly put = this.#verb("PUT");
  /** Handlers for PATCH. */
  readonly patch = this.#verb("PATCH");
  /** Handlers for DELETE. */
  readonly delete = this.#verb("DELETE");
  /** Handlers for HEAD. */
  readonly head = this.#verb("HEAD");
  /** Handlers for OPTIONS. */
  readonly options = this.#verb("OPTIONS");
  /** Handlers for every method. */
  readonly all = this.#verb(...METHODS);

  /** The files of `routes/`, as the build registered them. */
  fsRoutes(path = "*"): this {
    return this.#add({ kind: "files", path });
  }

  /** Everything of another application, below a path. */
  mountApp(path: string, app: App<State>): this {
    for (const command of app.#commands) {
      this.#commands.push(under(path, app.config.basePath, command));
    }
    return this;
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }

  /** The function that answers requests. */
  handler(): (
    req: Request,
    info?: Deno.ServeHandlerInfo,
  ) => Promise<Response> {
    const snapshot = this.#snapshot ?? registeredSnapshot();
    const { router, rootSteps } = compile(
      this.#commands,
      this.config.basePath,
      snapshot,
    );

    return async (req, info = unknownConnection) => {
      const url = new URL(req.url);
      if (url.pathname.includes("//")) {
        url.pathname = url.pathname.replace(/\/+/g, "/");
      }
      const match = router.match(req.method, url.pathname);
      const { path: route, params, item, allow } = match;
      const { config } = this;
      const parts = { req, url, info, config, route, params, snapshot };
      const ctx = new Context<State>(parts);
      let response: Response;
      try {
        response = await runSteps(ctx, item ?? rootSteps, () => {
          if (match.refused) throw new HttpError(400);
          if (route === null || item !== null) throw new HttpError(404);
          if (req.method !== "OPTIONS") throw new HttpError(405);
          return new Response(null, { status: 204 });
        });
      } catch (error) {
        response = plainErrorResponse(error);
      }
      if (ctx.error !== null && response.status >= 500) {
        this.#report(ctx.error);
      }
      if (allow.length > 0 && !response.headers.has("allow")) {
        response = new Response(response.body, response);
        response.headers.set("allow", allow.join(", "));
      }
      if (req.method !== "HEAD" || response.body === null) return response;
      await response.body.cancel();
      return new Response(null, response);
    };
  }

  /** Answers on a port. */
  listen(options: ListenOptions = {}): Deno.HttpServer<Deno.NetAddr> {
    return Deno.serve(options, this.handler());
  }
}

function asRoute<State>(
  route: Route<State> | Middleware<State>,
): Route<State> {
  return typeof route === "function" ? { handler: route } : route;
}
