/** What the files below `routes/` say, as if it had been said to the app. */
import { type Command, join } from "./commands.ts";
import {
  comparePatterns,
  foldersOfFile,
  pathToPattern,
} from "./path_pattern.ts";
import type { RouteFile } from "./snapshot.ts";
import type {
  Middleware,
  Route,
  RouteComponent,
  RouteConfig,
  RouteHandler,
} from "./types.ts";

/** What a file below `routes/` may export. */
interface RouteModule<State> {
  default?: RouteComponent<State> | Middleware<State> | Middleware<State>[];
  config?: RouteConfig;
  handler?: RouteHandler<unknown, State> | Middleware<State>[];
  handlers?: RouteHandler<unknown, State> | Middleware<State>[];
}

const special = ["_app", "_middleware", "_error", "_404", "_500", "_layout"];

/** True for a file that the runtime reads: `(_x)` folders are not routes. */
export function isRouteFile(path: string): boolean {
  const names = path.split("/").filter((name) => name !== "");
  if (names.some((name) => /^\(_.*\)$/.test(name))) return false;
  const last = names.at(-1) ?? "";
  return !last.startsWith("_") || special.includes(last);
}

/** Commands for the files, those that concern others first. */
export function filesToCommands<State>(
  files: readonly RouteFile[],
  prefix: string,
): Command<State>[] {
  const settings: Command<State>[] = [];
  const routes: (Command<State> & { kind: "route" })[] = [];
  for (const file of files) {
    if (!isRouteFile(file.path)) continue;
    const name = file.path.split("/").at(-1) ?? "";
    const module = file.module as RouteModule<State>;
    const folder = [
      ...join(prefix, "*").split("/").filter((one) =>
        one !== "" && one !== "*"
      ),
      ...foldersOfFile(file.path),
    ];
    if (!special.includes(name)) {
      const path = join(prefix, pathToPattern(file.path));
      const route = toRoute(file.path, module);
      routes.push({ kind: "route", path, folder, route });
    } else {
      settings.push(setting(name, file.path, module, folder));
    }
  }
  routes.sort((a, b) => comparePatterns(a.path, b.path));
  return [...settings, ...routes];
}

function setting<State>(
  name: string,
  path: string,
  module: RouteModule<State>,
  folder: readonly string[],
): Command<State> {
  const at = { path: "*", folder };
  if (name === "_middleware") {
    const run = module.handler ?? module.handlers ?? module.default;
    const list = Array.isArray(run) ? run : [run];
    if (!list.every((one) => typeof one === "function")) {
      throw new Error(`${path} must export a function or a list of functions`);
    }
    return { ...at, kind: "middleware", run: list as Middleware<State>[] };
  }
  if (name === "_error" || name === "_500") {
    return { ...at, kind: "error", route: toRoute(path, module) };
  }
  if (name === "_404") {
    return { ...at, kind: "notFound", route: toRoute(path, module) };
  }
  const component = module.default;
  if (typeof component !== "function") {
    throw new Error(`${path} must have a component as its default export`);
  }
  const drawn = component as RouteComponent<State>;
  if (name === "_app") return { ...at, kind: "app", component: drawn };
  const config = module.config ?? {};
  return { ...at, kind: "layout", component: drawn, config };
}

function toRoute<State>(
  path: string,
  module: RouteModule<State>,
): Route<State> {
  const handler = module.handler ?? module.handlers;
  const component = module.default;
  if (handler === undefined && typeof component !== "function") {
    throw new Error(
      `${path} exports neither a component as default nor a handler`,
    );
  }
  if (Array.isArray(handler)) {
    throw new Error(`${path}: only middleware may be a list of functions`);
  }
  return {
    handler,
    component: component as RouteComponent<State> | undefined,
    config: module.config,
  };
}
