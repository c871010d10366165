/** Draws a page: component, layouts, app wrapper, then the document around. */
import {
  type ComponentType,
  Fragment,
  type FunctionComponent,
  h,
  type VNode,
} from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { type Context, internals } from "./context.ts";
import { mergeHead, takeHeads } from "./head.ts";
import { collect, type RenderState } from "./render_state.ts";
import type { LayoutConfig, PageProps, RouteComponent } from "./types.ts";

const AsyncFunction = (async () => {}).constructor;

type Props<State> = PageProps<unknown, State>;

function propsOf<State>(ctx: Context<State>, data: unknown): Props<State> {
  return {
    config: ctx.config,
    url: ctx.url,
    req: ctx.req,
    params: ctx.params,
    info: ctx.info,
    state: ctx.state,
    isPartial: ctx.isPartial,
    Component: ctx.Component,
    error: ctx.error,
    route: ctx.route,
    data,
  };
}

/**
 * The component as a vnode. One written as a native `async` function is run
 * now, and may answer with a response instead.
 */
export async function drawComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  data: unknown,
): Promise<VNode | Response | null> {
  const props = propsOf(ctx, data);
  if (!(component instanceof AsyncFunction)) {
    return h(component as ComponentType<object>, props);
  }
  const drawn = await (component as (p: Props<State>) => unknown)(props);
  return drawn instanceof Response ? drawn : h(Fragment, null, drawn as VNode);
}

/** The response for a vnode inside its layouts and app wrapper. */
export async function renderPage<State>(
  ctx: Context<State>,
  vnode: VNode | null,
  init: ResponseInit,
  config: LayoutConfig,
): Promise<Response> {
  if (vnode === undefined || (vnode !== null && typeof vnode !== "object")) {
    throw new TypeError("ctx.render() takes a vnode or null");
  }
  const { around, snapshot } = ctx[internals];
  const outside = config.skipInheritedLayouts ? [] : [...around.layouts];
  let app = config.skipAppWrapper ? null : around.app;
  if (app instanceof AsyncFunction) {
    outside.unshift(app);
    app = null;
  }
  let tree = vnode;
  for (const component of outside.toReversed()) {
    const inner = tree;
    ctx.Component = () => inner;
    const drawn = await drawComponent(ctx, component, undefined);
    if (drawn instanceof Response) return drawn;
    tree = drawn;
  }
  const page = tree ?? h(Fragment, null);
  const { html, state } = collect(
    snapshot,
    true,
    () => app === null ? renderToString(page) : insideApp(ctx, app, page),
  );
  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(documentOf(html, state), { ...init, headers });
}

/**
 * Draws the page before the app wrapper, so that the wrapper sees what the page
 * left in `ctx.state`, a title for instance. A first drawing of the wrapper,
 * thrown away, gives the page the contexts provided there.
 */
function insideApp<State>(
  ctx: Context<State>,
  app: RouteComponent<State>,
  page: VNode,
): string {
  let context: object = {};
  const draw = (inside: FunctionComponent) => {
    ctx.Component = inside;
    const wrapper = h(app as ComponentType<object>, propsOf(ctx, undefined));
    // Else `useId()` would count from the same start as in the page.
    (wrapper as VNode & { __m?: [string, number] }).__m = ["app-", 0];
    return renderToString(wrapper);
  };
  collect(
    ctx[internals].snapshot,
    true,
    () =>
      draw(function (this: { context: object }) {
        context = this.context;
        return null;
      } as FunctionComponent),
  );
  const inner = jsxTemplate([renderToString(page, context)]);
  return draw(() => inner);
}

/** The whole document around drawn HTML, with what `state` collected. */
function documentOf(drawn: string, state: RenderState): string {
  const taken = state.heads > 0 ? takeHeads(drawn) : { html: drawn, heads: "" };
  let html = whole(taken.html);
  if (taken.heads !== "") {
    const start = html.indexOf(">", html.search(/<head\b/)) + 1;
    const end = html.indexOf("</head>", start);
    html = html.slice(0, start) +
      mergeHead(html.slice(start, end), taken.heads) + html.slice(end);
  }
  if (state.islands.size > 0) {
    html = insertBefore(html, html.indexOf("</head>"), preloads(state));
    html = insertBefore(html, html.lastIndexOf("</body>"), scripts(state));
  }
  return "<!DOCTYPE html>" + html;
}

/** Adds the parts of a document that the components did not draw. */
function whole(html: string): string {
  const start = /^\s*<(html|head|body)\b/.exec(html)?.[1];
  if (start === "html") {
    if (/<head\b/.test(html)) return html;
    return html.replace(/<html\b[^>]*>/, (tag) => `${tag}<head></head>`);
  }
  if (start === "head") return `<html>${html}</html>`;
  const body = start === "body" ? html : `<body>${html}</body>`;
  return `<html><head><meta charset="utf-8"></head>${body}</html>`;
}

function insertBefore(html: string, at: number, more: string): string {
  if (at === -1) return html + more;
  return html.slice(0, at) + more + html.slice(at);
}

/** Lets the browser fetch all modules at once instead of one after another. */
function preloads({ islands, snapshot }: RenderState): string {
  const { boot } = snapshot!.manifest;
  const urls = new Set<string>();
  for (const { entry } of islands) {
    urls.add(entry.module);
    for (const chunk of entry.chunks) urls.add(chunk);
  }
  let links = "";
  for (const url of urls) links += `<link rel="modulepreload" href="${url}">`;
  return `${links}<script type="module" src="${boot}"></script>`;
}

function scripts({ props }: RenderState): string {
  return `<script type="application/json" id="island-data">${props.text()}</script>`;
}
