/**
 * `<Head>`: elements for the document's head from anywhere in the page. On the
 * server its children are drawn where it stands, between marks nobody else can
 * write, and moved into the head when the page is put together.
 */
import {
  cloneElement,
  type ComponentChildren,
  Fragment,
  h,
  isValidElement,
  toChildArray,
  type VNode,
} from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderState } from "./render_state.ts";

const secret = crypto.randomUUID();
const open = `<!--head ${secret}-->`;
const close = `<!--/head ${secret}-->`;

/** Its children go to the document's head. */
export function Head(props: { children?: ComponentChildren }): VNode | null {
  const state = renderState();
  if (state === null || !state.islandsAllowed) return null;
  state.heads++;
  const children = toChildArray(props.children).map((child) =>
    isValidElement(child) && child.key != null && typeof child.type === "string"
      ? cloneElement(child as VNode<object>, { "data-key": child.key })
      : child
  );
  return h(Fragment, null, jsxTemplate([open]), children, jsxTemplate([close]));
}

/** Takes the marked parts out of a page. */
export function takeHeads(html: string): { html: string; heads: string } {
  let rest = "";
  let heads = "";
  let at = 0;
  for (;;) {
    const start = html.indexOf(open, at);
    if (start === -1) return { html: rest + html.slice(at), heads };
    const end = html.indexOf(close, start);
    rest += html.slice(at, start);
    heads += html.slice(start + open.length, end);
    at = end + close.length;
  }
}

const element =
  /<(title|style|script|noscript|template)\b([^>]*)>[^]*?<\/\1>|<(meta|link|base)\b([^>]*)>/g;

/**
 * Puts `more` at the end of `head`. An element of `more` that says the same
 * thing as one before it, a title or a `meta` of the same name, takes its place.
 */
export function mergeHead(head: string, more: string): string {
  const newer = new Map<string, string>();
  let loose = 0;
  for (
    const [text, tag, attributes, single, others] of more.matchAll(element)
  ) {
    const key = sameness(tag ?? single ?? "", attributes ?? others ?? "");
    newer.set(key ?? `#${loose++}`, text);
  }
  const kept = head.replace(
    element,
    (text: string, tag, attributes, single, others) => {
      const key = sameness(tag ?? single, attributes ?? others ?? "");
      const instead = key === null ? undefined : newer.get(key);
      if (instead === undefined) return text;
      newer.delete(key!);
      return instead;
    },
  );
  return kept + [...newer.values()].join("");
}

/** Equal for elements of which a document should have one; null for others. */
function sameness(tag: string, attributes: string): string | null {
  if (tag === "title" || tag === "base") return tag;
  const own = /\sdata-key="([^"]*)"/.exec(attributes);
  if (own !== null) return `${tag} key ${own[1]}`;
  if (tag !== "meta") return null;
  if (/\scharset=/i.test(attributes)) return "meta charset";
  const named = /\s(name|property|http-equiv)="([^"]*)"/i.exec(attributes);
  return named === null ? null : `meta ${named[1]} ${named[2]}`;
}
