/** What is wrong with a page's markup, or dangerous in it: no parser is kinder than this one. */

const VOID = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);
/** Elements a paragraph cannot hold: their start tag ends it unseen. */
const ENDS_PARAGRAPH = new Set(
  "address article aside blockquote details div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul"
    .split(" "),
);
/** Elements that must not stand inside themselves. */
const ALONE = new Set(["a", "button", "form", "label", "main", "option"]);
/** Elements whose content is text. */
const RAW = /^(script|style|textarea|title|iframe|noscript-raw)$/;

const TAG =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?|\s|\/(?=\s*>))*)\s*>/gi;
const ATTRIBUTE =
  /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Scripts and styles that stand in the page itself. */
function inlineFault(
  name: string,
  attributes: ReadonlyMap<string, string>,
): string | null {
  const type = attributes.get("type") ?? "";
  if (name === "style") return "a style element";
  if (
    name === "script" && !attributes.has("src") && type !== "application/json"
  ) return "an inline script";
  for (const [key, value] of attributes) {
    if (key === "style") return `a style attribute on <${name}>`;
    if (key.startsWith("on") || key.startsWith("hx-on")) {
      return `${key} on <${name}>`;
    }
    if (/^\s*(javascript|vbscript|data):/i.test(value)) {
      return `${value.slice(0, 20)} in ${key} of <${name}>`;
    }
    const foreign = key === "src" || (name === "link" && key === "href");
    if (foreign && !/^\/(?!\/)/.test(value)) return `foreign ${key} ${value}`;
  }
  return null;
}

/** Everything that is wrong with a page, or with a fragment when told so. */
export function faultsOf(
  html: string,
  kind: "page" | "fragment" = "page",
): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const ids = new Set<string>();
  if (kind === "page" && !/^<!doctype html>/i.test(html)) {
    faults.push("no doctype");
  }
  TAG.lastIndex = 0;
  let at = 0;
  for (let found; (found = TAG.exec(html)) !== null;) {
    const between = html.slice(at, found.index);
    if (between.includes("<")) faults.push(`stray < in "${around(between)}"`);
    at = TAG.lastIndex;
    if (found[2] === undefined) continue;
    const name = found[2].toLowerCase();
    if (found[1] === "/") {
      if (open.at(-1) === name) open.pop();
      else faults.push(`</${name}> closes <${open.at(-1) ?? "nothing"}>`);
      continue;
    }
    const attributes = new Map<string, string>();
    for (const [, key, a, b, c] of (found[3] ?? "").matchAll(ATTRIBUTE)) {
      if (attributes.has(key!)) faults.push(`${key} twice on <${name}>`);
      attributes.set(key!.toLowerCase(), a ?? b ?? c ?? "");
    }
    const inline = inlineFault(name, attributes);
    if (inline) faults.push(inline);
    const id = attributes.get("id");
    if (id !== undefined && ids.has(id)) faults.push(`id ${id} twice`);
    if (id !== undefined) ids.add(id);
    if (ALONE.has(name) && open.includes(name)) faults.push(`nested <${name}>`);
    if (open.at(-1) === "p" && ENDS_PARAGRAPH.has(name)) {
      faults.push(`<${name}> in <p>`);
    }
    if (VOID.has(name)) continue;
    if (/\/\s*$/.test(found[3] ?? "") && open.includes("svg")) continue;
    open.push(name);
    if (!RAW.test(name)) continue;
    const end = html.toLowerCase().indexOf(`</${name}`, at);
    if (end < 0) return [...faults, `<${name}> never ends`];
    at = TAG.lastIndex = end;
  }
  if (html.slice(at).includes("<")) faults.push("an unfinished tag at the end");
  if (open.length > 0) faults.push(`never closed: ${open.join(" ")}`);
  return faults;
}

function around(text: string): string {
  const at = text.indexOf("<");
  return text.slice(Math.max(0, at - 20), at + 40);
}
