/**
 * Brings the islands of a page to life. Reads the data block, finds the
 * markers, loads each island's module and lets Preact take over what the server
 * drew between them.
 *
 * The modules of the islands get Preact and signals from here too, so that a
 * page loads one file for all of it and none of it twice.
 */
import { signal } from "@preact/signals";
import { type ComponentType, h, hydrate, type VNode } from "preact";
import type { PageData } from "../island_props.ts";

export * from "preact";
export * from "preact/hooks";
export { jsx, jsxs } from "preact/jsx-runtime";
export * from "@preact/signals";

type Revive = (value: unknown) => unknown;

const block = document.getElementById("island-data");
if (block !== null) void boot(JSON.parse(block.textContent ?? ""));

async function boot(page: PageData): Promise<void> {
  const revive = reviver(page.s);
  await Promise.all(
    markers().map(async ([id, start, end]) => {
      const [module, props] = page.i[id] ?? [];
      const [url, name] = page.m[module ?? -1] ?? [];
      if (url === undefined || name === undefined) return;
      try {
        const island: ComponentType<object> = (await import(url))[name];
        const vnode = h(island, revive(props) as object);
        // As on the server, so that `useId()` gives the same ids.
        (vnode as VNode & { __m?: [number, number] }).__m = [id + 1, 0];
        hydrate(vnode, between(start, end));
      } catch (error) {
        console.error(`Island ${url} does not start`, error);
      }
    }),
  );
  document.documentElement.dataset.islands = "ready";
}

/** Makes data what it was before it was sent; every signal once. */
function reviver(values: unknown[]): Revive {
  const signals = values.map(() => signal<unknown>());
  const revive: Revive = (value) => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(revive);
    if ("$s" in value) return signals[value.$s as number];
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key.startsWith("$") ? key.slice(1) : key,
        revive(one),
      ]),
    );
  };
  values.forEach((value, i) => signals[i]!.value = revive(value));
  return revive;
}

/** The pairs of comments around islands, in document order. */
function markers(): [id: number, start: Comment, end: Comment][] {
  const found: [number, Comment, Comment][] = [];
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  let start: Comment | null = null;
  while (comments.nextNode()) {
    const comment = comments.currentNode as Comment;
    if (comment.data.startsWith("i:")) start = comment;
    else if (comment.data === "/i" && start !== null) {
      found.push([Number(start.data.slice(2)), start, comment]);
      start = null;
    }
  }
  return found;
}

/** What Preact takes for an element whose children stand between two comments. */
function between(start: Comment, end: Comment): Element {
  const parent = start.parentNode!;
  const put = (node: Node, before: Node | null) => {
    const outside = before === null || before.parentNode !== parent ||
      end.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING;
    return parent.insertBefore(node, outside ? end : before);
  };
  const inside = () => {
    const nodes: ChildNode[] = [];
    let node = start.nextSibling;
    while (node !== null && node !== end) {
      nodes.push(node);
      node = node.nextSibling;
    }
    return nodes;
  };
  return {
    nodeType: 1,
    parentNode: parent,
    namespaceURI: (parent as Element).namespaceURI,
    get childNodes() {
      return inside();
    },
    get firstChild() {
      return inside()[0] ?? null;
    },
    insertBefore: put,
    appendChild: (node: Node) => put(node, null),
    removeChild: (node: Node) => parent.removeChild(node),
    contains: (node: Node) => parent.contains(node),
  } as unknown as Element;
}
