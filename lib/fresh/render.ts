/** Draws a page: component, layouts, app wrapper, then the document around. */
import { type ComponentType, Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { type Context, internals } from "./context.ts";
import { mergeHead, takeHeads } from "./head.ts";
import { collect, type RenderState } from "./render_state.ts";
import type { LayoutConfig, PageProps, RouteComponent } from "./types.ts";

const AsyncFunction = (async () => {}).constructor;

/**
 * The component as a vnode. One written as a native `async` function is run
 * now, and may answer with a response instead.
 */
export async function drawComponent<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  data: unknown,
): Promise<VNode | Response | null> {
  const props: PageProps<unknown, State> = {
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
  if (!(component instanceof AsyncFunction)) {
    return h(component as ComponentType<object>, props);
  }
  const drawn = await (component as (p: typeof props) => unknown)(props);
  if (drawn instanceof Response) return drawn;
  return h(Fragment, null, drawn as VNode);
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
  const layouts = config.skipInheritedLayouts ? [] : around.layouts;
  const app = config.skipAppWrapper ? null : around.app;
  const outside = app === null ? layouts : [app, ...layouts];
  let tree = vnode;
  for (const component of outside.toReversed()) {
    const inner = tree;
    ctx.Component = () => inner;
    const drawn = await drawComponent(ctx, component, undefined);
    if (drawn instanceof Response) return drawn;
    tree = drawn;
  }
  const { html, state } = collect(
    snapshot,
    true,
    () => renderToString(tree ?? h(Fragment, null)),
  );
  const headers = new Headers(init.headers);
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(documentOf(html, state), { ...init, headers });
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
