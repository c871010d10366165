/**
 * Holds the tree to `docs/architecture.md`: who may import whom, which files
 * are private, how large a file may grow, and that no server code reaches a
 * browser bundle.
 */
import assert from "node:assert/strict";
import {
  type Import,
  importsOf,
  listSources,
  reachable,
} from "./support/imports.ts";

const root = new URL("..", import.meta.url).pathname.replace(/\/$/, "");

/** Left knows nothing of right; rightward effects travel as a job. */
const DOMAINS = [
  "accounts",
  "encryption",
  "conversations",
  "files",
  "messages",
  "calls",
  "notifications",
  "search",
  "admin",
];
/** Each may use what stands after it. */
const BASE = [
  "jobs",
  "live",
  "http",
  "mail",
  "kv",
  "i18n",
  "outgoing",
  "media",
];

const sources = await listSources(root, [
  "main.ts",
  "dev.ts",
  "routes",
  "islands",
  "components",
  "lib",
]);
const texts = new Map<string, string>();
const imports = new Map<string, Import[]>();
for (const path of sources) {
  const text = await Deno.readTextFile(`${root}/${path}`);
  texts.set(path, text);
  imports.set(path, importsOf(path, text));
}
const all = [...imports.values()].flat();

function roomOf(path: string): string {
  const [top, second] = path.split("/");
  return top === "lib" ? `lib/${second}` : top!;
}
/** `model.ts`, or a facet of it that would make it too long: `profile_model.ts`. */
const isModel = (path: string) => /^lib\/[^/]+\/(\w+_)?model\.ts$/.test(path);
const isEvents = (path: string) => /^lib\/[^/]+\/events\.ts$/.test(path);
const isOurs = (path: string) =>
  /^(routes|islands|components|lib)\//.test(path);
const isDomain = (room: string) => DOMAINS.includes(room.replace("lib/", ""));

/** Does the import table allow it? */
function allowed({ from, to, typeOnly }: Import): boolean {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (!isOurs(to) || here === there || to === "lib/errors.ts") return true;
  if (from === "main.ts" || from === "dev.ts" || here === "lib/operations") {
    return true;
  }
  if (there === "lib/fresh") {
    // The runtime is reached by its public names; only fragments have no public name.
    return here === "lib/http" || here === "routes";
  }
  switch (here) {
    case "routes":
      return !["lib/kv", "lib/jobs", "lib/client"].includes(there) || typeOnly;
    case "islands":
      return ["components", "lib/client"].includes(there) || isModel(to) ||
        to === "lib/i18n/reader.ts" || typeOnly;
    case "components":
      return there === "lib/i18n" || isModel(to) ||
        (typeOnly && (isEvents(to) || there === "islands"));
    case "lib/client":
      return there === "lib/i18n" || there === "components" || isModel(to) ||
        typeOnly;
    case "lib/errors.ts":
      return there === "lib/i18n" && typeOnly;
    case "lib/fresh":
      return false;
  }
  const base = BASE.indexOf(here.replace("lib/", ""));
  if (base >= 0) {
    const target = BASE.indexOf(there.replace("lib/", ""));
    return target > base || (isEvents(to) && typeOnly) ||
      (here === "lib/live" && typeOnly && isModel(to));
  }
  if (isDomain(here)) {
    if (isDomain(there)) {
      const left = DOMAINS.indexOf(there.replace("lib/", ""));
      return left < DOMAINS.indexOf(here.replace("lib/", ""));
    }
    return ["kv", "live", "jobs", "mail", "i18n", "outgoing", "media"]
      .includes(there.replace("lib/", ""));
  }
  return false;
}

Deno.test("architecture: every import is one the table allows", () => {
  assert.ok(all.length > 100, "the scan must have found the tree's imports");
  const wrong = all.filter((one) => !allowed(one))
    .map(({ from, to }) => `${from} → ${to}`);
  assert.deepEqual(wrong, []);
});

Deno.test("architecture: the scan would notice an import that is not allowed", () => {
  const text = 'import { x } from "@/lib/kv/change.ts";\nx();';
  const [found] = importsOf("components/controls/Field.tsx", text);
  assert.ok(found && !allowed(found));
  const type = 'import type { x } from "../lib/kv/change.ts";';
  assert.equal(importsOf("islands/X.tsx", type)[0]?.typeOnly, true);
});

Deno.test("architecture: a file that begins with _ is used only from its own folder", () => {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
  const wrong = all.filter(({ from, to }) =>
    isOurs(to) && to.startsWith("lib/") && /\/_[^/]*$/.test(to) &&
    folderOf(from) !== folderOf(to) && !from.startsWith("lib/operations/")
  ).map(({ from, to }) => `${from} → ${to}`);
  assert.deepEqual(wrong, []);
});

Deno.test("architecture: nothing but lib/kv touches Deno.Kv", () => {
  const wrong = sources.filter((path) =>
    !path.startsWith("lib/kv/") &&
    /\bDeno\.(openKv|Kv\b)/.test(
      texts.get(path)!.replace(/Deno\.KvKeyPart/g, ""),
    )
  );
  assert.deepEqual(wrong, []);
});

/** What may never be loaded by a browser. */
function isServerOnly(path: string): boolean {
  return path.startsWith("node:") || path.startsWith("phrases/") ||
    /^lib\/(kv|jobs|http|live|mail|outgoing|operations)\//.test(path) ||
    path === "lib/i18n/catalog.ts" ||
    (isDomain(roomOf(path)) && !isModel(path)) ||
    [
      "markdown-it",
      "htmlparser2",
      "hash-wasm",
      "ipaddr.js",
      "esbuild",
      "puppeteer",
    ].includes(
      path,
    );
}

Deno.test("architecture: no server code reaches a browser bundle", () => {
  const entries = sources.filter((path) =>
    path.startsWith("islands/") || path.startsWith("lib/client/entry/")
  );
  assert.ok(entries.length > 0);
  const leaks: string[] = [];
  for (const entry of entries) {
    for (const [path, chain] of reachable(entry, imports)) {
      if (isServerOnly(path)) leaks.push(chain.join(" → "));
    }
  }
  assert.deepEqual(leaks, []);
});

Deno.test("architecture: model.ts and lib/client run without Deno", () => {
  const wrong = sources.filter((path) =>
    (isModel(path) || path.startsWith("lib/client/") ||
      path.startsWith("islands/")) && /\bDeno\./.test(texts.get(path)!)
  );
  assert.deepEqual(wrong, []);
  const impure = all.filter(({ from, to }) =>
    isModel(from) && isOurs(to) && !isModel(to)
  ).map(({ from, to }) => `${from} → ${to}`);
  assert.deepEqual(impure, []);
});

/** Most lines of a file of this kind. */
function limitOf(path: string): number {
  if (path.startsWith("routes/")) return 100;
  if (path.startsWith("islands/") || path.startsWith("components/")) return 120;
  return path.startsWith("tests/") ? 300 : 200;
}

Deno.test("architecture: no file outgrows its kind", async () => {
  const tests = await listSources(root, ["tests"]);
  const wrong: string[] = [];
  for (const path of [...sources, ...tests]) {
    const text = texts.get(path) ?? await Deno.readTextFile(`${root}/${path}`);
    const lines = text.trimEnd().split("\n").length;
    if (lines > limitOf(path)) {
      wrong.push(`${path}: ${lines} lines, at most ${limitOf(path)}`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("architecture: no drawer without a name of its own", () => {
  const drawer = /(^|\/)(utils?|helpers?|shared|common|services?|misc)(\.|\/)/;
  assert.deepEqual(
    sources.filter((path) => drawer.test(path) && !path.includes("/catalogs/")),
    [],
  );
});

Deno.test("architecture: names follow the house", () => {
  const wrong = sources.filter((path) => {
    const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.tsx?$/, "");
    if (/^(islands|components)\//.test(path)) {
      return !/^[A-Z][A-Za-z]*$/.test(name) && path !== "components/live.tsx";
    }
    if (path.startsWith("routes/")) return !/^[a-z_[\]-]+$/.test(name);
    return !/^_?[a-z][a-z0-9_]*$/.test(name);
  });
  assert.deepEqual(wrong, []);
});
