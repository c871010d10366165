/**
 * What was said to an application, in order, and how it becomes a table of
 * routes. Order counts: each route takes what was said before it.
 */
import { filesToCommands } from "./fs_routes.ts";
import { answerRoute, methodsOf } from "./route.ts";
import { type Method, METHODS, Router } from "./router.ts";
import type { Snapshot } from "./snapshot.ts";
import {
  newSegment,
  type Segment,
  segmentAt,
  type Step,
  stepsTo,
} from "./tree.ts";
import type {
  LayoutConfig,
  MaybeLazy,
  Middleware,
  Route,
  RouteComponent,
  RouteConfig,
} from "./types.ts";

/** One call on an application, or one file below `routes/`. */
export type Command<State> =
  & {
    /** URL pattern, or "*" for everywhere. */
    path: string;
    /** Where it hangs in the tree, if the pattern does not say it. */
    folder?: readonly string[];
  }
  & (
    | { kind: "middleware"; run: readonly Middleware<State>[] }
    | { kind: "error"; route: Route<State> }
    | { kind: "notFound"; route: Route<State> }
    | { kind: "app"; component: RouteComponent<State> }
    | {
      kind: "layout";
      component: RouteComponent<State>;
      config: LayoutConfig;
    }
    | {
      kind: "route";
      route: MaybeLazy<Route<State>>;
      config?: RouteConfig | undefined;
    }
    | {
      kind: "handler";
      methods: readonly Method[];
      run: readonly Middleware<State>[];
    }
    | { kind: "files" }
  );

/** The same command below `prefix` and below its application's own base path. */
export function under<State>(
  prefix: string,
  base: string,
  command: Command<State>,
): Command<State> {
  if (command.kind === "app" || command.kind === "notFound") return command;
  return { ...command, path: join(prefix, join(base, command.path)) };
}

/** One pattern below another; "*" stands for everywhere. */
export function join(prefix: string, path: string): string {
  const before = prefix.replace(/\/?\*?$/, "");
  if (before === "") return path;
  return path === "*" || path === "/" ? before : before + path;
}

/** Names of the segments of a pattern. Optional groups do not count. */
export function foldersOf(path: string): string[] {
  const names = path.replace(/\{[^}]*\}\??/g, "").split("/");
  return names.filter((name) => name !== "");
}

/** A table of routes, and what runs when none of them fits. */
export interface Compiled<State> {
  readonly router: Router<readonly Step<State>[]>;
  readonly rootSteps: readonly Step<State>[];
}

/** Builds the table. */
export function compile<State>(
  commands: readonly Command<State>[],
  basePath: string,
  snapshot: Snapshot | null,
): Compiled<State> {
  const root = newSegment<State>("", null);
  const router = new Router<readonly Step<State>[]>();
  const all = commands.flatMap((command) =>
    command.kind !== "files"
      ? [command]
      : filesToCommands<State>(snapshot?.routes ?? [], command.path)
  );
  for (const command of all) apply(root, router, command, basePath);
  return { router, rootSteps: stepsTo(root, []) };
}

function apply<State>(
  root: Segment<State>,
  router: Router<readonly Step<State>[]>,
  command: Command<State>,
  basePath: string,
): void {
  const folder = command.folder ?? foldersOf(command.path);
  const add = (
    methods: readonly Method[],
    path: string,
    run: readonly Middleware<State>[],
  ) => {
    const steps = stepsTo(segmentAt(root, folder), run);
    const url = path === "*" ? `${basePath}/*` : basePath + path;
    for (const method of methods) router.add(method, url, steps);
  };
  // "/a/*" means everything below "/a", as "/a" does.
  const here = () => segmentAt(root, folder.filter((name) => name !== "*"));
  switch (command.kind) {
    case "middleware":
      here().middleware.push(...command.run);
      return;
    case "error":
      here().error = command.route;
      return;
    case "layout":
      here().layout = command;
      return;
    case "app":
      root.app = command.component;
      return;
    case "notFound":
      root.notFound = command.route;
      return;
    case "handler":
      return add(command.methods, command.path, command.run);
    case "route": {
      const { route, config } = command;
      const late = typeof route === "function";
      const { methods = "ALL", routeOverride = command.path } = late
        ? config ?? {}
        : { ...config, ...route.config, methods: methodsOf(route) };
      const run: Middleware<State> = late
        ? loading(route)
        : (ctx) => answerRoute(ctx, route);
      return add(methods === "ALL" ? METHODS : methods, routeOverride, [run]);
    }
  }
}

function loading<State>(load: () => Promise<Route<State>>): Middleware<State> {
  let route: Promise<Route<State>> | undefined;
  return async (ctx) => await answerRoute(ctx, await (route ??= load()));
}
