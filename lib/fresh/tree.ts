/**
 * The tree of path segments that middleware, layouts and error pages hang on.
 * A route takes what hangs on the way to it at the moment it is added; what is
 * added later counts for later routes only.
 */
import { type Context, internals, type Surroundings } from "./context.ts";
import { statusOf } from "./http_error.ts";
import { answerRoute } from "./route.ts";
import type {
  LayoutConfig,
  Middleware,
  Route,
  RouteComponent,
} from "./types.ts";

/** One folder of the URL space, groups included. */
export interface Segment<State> {
  readonly name: string;
  readonly parent: Segment<State> | null;
  readonly children: Map<string, Segment<State>>;
  readonly middleware: Middleware<State>[];
  layout: { component: RouteComponent<State>; config: LayoutConfig } | null;
  error: Route<State> | null;
  app: RouteComponent<State> | null;
  notFound: Route<State> | null;
}

/** One thing that runs on the way to an answer. */
export interface Step<State> {
  readonly run: Middleware<State>;
  readonly around: Surroundings<State>;
  /** Whose error page catches what this step throws, if it has one. */
  readonly segment: Segment<State>;
  readonly root: Segment<State>;
}

/** A segment with nothing on it. */
export function newSegment<State>(
  name: string,
  parent: Segment<State> | null,
): Segment<State> {
  return {
    name,
    parent,
    children: new Map(),
    middleware: [],
    layout: null,
    error: null,
    app: null,
    notFound: null,
  };
}

/** The segment at a path, made if it is not there. */
export function segmentAt<State>(
  root: Segment<State>,
  path: readonly string[],
): Segment<State> {
  let current = root;
  for (const name of path) {
    let child = current.children.get(name);
    if (child === undefined) {
      child = newSegment(name, current);
      current.children.set(name, child);
    }
    current = child;
  }
  return current;
}

/** Everything that runs at a segment, outermost first, then the handlers. */
export function stepsTo<State>(
  segment: Segment<State>,
  handlers: readonly Middleware<State>[],
): Step<State>[] {
  const line = [segment];
  while (line[0]!.parent !== null) line.unshift(line[0]!.parent);
  const root = line[0]!;

  let around: Surroundings<State> = { app: null, layouts: [] };
  const steps: Step<State>[] = [];
  for (const at of line) {
    around = widen(around, at);
    const runs = [...at.middleware];
    // Without one more step the error page would not catch what children throw.
    if (at.error !== null || at === root) runs.push((ctx) => ctx.next());
    for (const run of runs) steps.push({ run, around, segment: at, root });
  }
  for (const run of handlers) steps.push({ run, around, segment, root });
  return steps;
}

function widen<State>(
  around: Surroundings<State>,
  at: Segment<State>,
): Surroundings<State> {
  let { app, layouts } = around;
  if (at.app !== null) app = at.app;
  if (at.layout !== null) {
    const { component, config } = at.layout;
    if (config.skipAppWrapper) app = null;
    layouts = config.skipInheritedLayouts
      ? [component]
      : [...layouts, component];
  }
  return { app, layouts };
}

/** Runs the steps from `index` on, and `last` after the last one. */
export async function runSteps<State>(
  ctx: Context<State>,
  steps: readonly Step<State>[],
  last: (ctx: Context<State>) => Response | Promise<Response>,
  index = 0,
): Promise<Response> {
  const step = steps[index];
  if (step === undefined) return await last(ctx);
  ctx[internals].around = step.around;
  ctx.next = () => runSteps(ctx, steps, last, index + 1);
  try {
    const response = await step.run(ctx);
    if (response instanceof Response) return response;
    throw new Error(
      `Expected a Response from ${
        step.run.name || "a handler"
      }, got ${response}`,
    );
  } catch (error) {
    ctx.error = error;
    return await errorPage(ctx, step, error);
  } finally {
    // Whoever called `next()` may go on to draw something.
    const caller = steps[index - 1];
    if (caller !== undefined) ctx[internals].around = caller.around;
  }
}

/**
 * Draws the error page of the step's own segment, or throws on to the next one
 * out. Turning the error into a response *here* and not outside the segment is
 * what lets middleware further out still set its headers on it.
 */
async function errorPage<State>(
  ctx: Context<State>,
  step: Step<State>,
  error: unknown,
): Promise<Response> {
  const status = statusOf(error);
  const { segment, root } = step;
  const catches = segment.error !== null || segment === root;
  const page = status === 404 && catches && root.notFound !== null
    ? root.notFound
    : segment.error;
  const { broken } = ctx[internals];
  if (page === null || broken.has(page)) throw error;
  ctx[internals].around = step.around;
  try {
    return await answerRoute(ctx, page, status);
  } catch (failure) {
    broken.add(page);
    ctx.error = failure;
    throw failure;
  }
}
