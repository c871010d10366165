/**
 * What a machine can hold the documents to: every row of the acceptance
 * list, every test they name, every link, every setting.
 */
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { settingNames } from "@/lib/http/settings.ts";
import { keysPage } from "@/lib/operations/print_keys.ts";

const root = new URL("..", import.meta.url).pathname;

/** How many rows each part of the list has: A1 to A11, B1 to B22 and so on. */
const PARTS: Record<string, number> = {
  A: 11,
  B: 22,
  C: 8,
  D: 12,
  E: 7,
  F: 8,
  G: 6,
  H: 13,
  I: 10,
  J: 12,
  K: 11,
  L: 7,
};
const ROWS = Object.entries(PARTS).flatMap(([part, count]) =>
  Array.from({ length: count }, (_, i) => `${part}${i + 1}`)
);
const STATES = ["works", "partly", "not yet"];

async function documents(): Promise<string[]> {
  const found = ["README.md"];
  async function walk(folder: string): Promise<void> {
    for await (const { name, isDirectory } of Deno.readDir(root + folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) await walk(path);
      else if (name.endsWith(".md")) found.push(path);
    }
  }
  await walk("docs");
  return found.sort();
}

const read = (path: string) => Deno.readTextFile(root + path);
const pages = new Map<string, string>();
for (const path of await documents()) pages.set(path, await read(path));

interface Row {
  readonly id: string;
  readonly state: string;
  readonly missing: string;
  readonly shown: string;
}

/** The rows of the tables: `| A1 | sentence | state | what is missing | tests |`. */
function rowsOf(page: string): Row[] {
  return [...page.matchAll(/^\| ([A-L]\d+)\b.*$/gm)].map(([line, id]) => {
    const cells = line.split(/(?<!\\)\|/).slice(1, -1).map((one) => one.trim());
    assert.equal(cells.length, 5, `five cells: ${line}`);
    const [, , state, missing, shown] = cells;
    return { id: id!, state: state!, missing: missing!, shown: shown! };
  });
}

/** The tests a cell names: `file.ts` “sentence” “sentence”; `other.ts` “sentence”. */
function testsIn(cell: string): { file: string; sentence: string }[] {
  return cell.split(/;\s*(?=`)/).flatMap((part) => {
    const file = /^`([^`]+)`/.exec(part)?.[1];
    if (!file) return [];
    const sentences = [...part.matchAll(/“([^”]+)”/g)].map((one) => one[1]!);
    assert.ok(sentences.length > 0, `${file} is named without a test`);
    return sentences.map((sentence) => ({ file, sentence }));
  });
}

const acceptance = rowsOf(pages.get("docs/acceptance.md") ?? "");

Deno.test("docs: every row of the acceptance list stands there once, with a state", () => {
  assert.deepEqual(acceptance.map(({ id }) => id), ROWS);
  for (const { id, state, missing, shown } of acceptance) {
    assert.ok(STATES.includes(state), `${id}: ${state}`);
    if (state === "partly") assert.ok(missing, `${id} says what is missing`);
    if (state === "works") {
      assert.equal(missing, "", `${id} works, so nothing is missing`);
      assert.ok(testsIn(shown).length > 0, `${id} names a test`);
    }
  }
});

Deno.test("docs: every test the acceptance list names is in the file it names", async () => {
  const texts = new Map<string, string>();
  let count = 0;
  for (const { id, shown } of acceptance) {
    for (const { file, sentence } of testsIn(shown)) {
      if (!texts.has(file)) {
        texts.set(file, await read(file).catch(() => ""));
      }
      assert.ok(texts.get(file), `${id}: there is no ${file}`);
      assert.ok(
        texts.get(file)!.includes(sentence),
        `${id}: ${file} has no “${sentence}”`,
      );
      count++;
    }
  }
  assert.ok(count > 20);
});

/** The anchor a heading gets. */
function anchorOf(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

/** What a page links to or shows, outside of code. */
function linksOf(page: string): string[] {
  const prose = page.replace(/^```[\s\S]*?^```/gm, "").replace(
    /`[^`\n]*`/g,
    "",
  );
  return [
    ...prose.matchAll(/\]\(([^)\s]+)\)/g),
    ...prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ].map(([, target]) => target!);
}

Deno.test("docs: every link inside the documents leads somewhere", async () => {
  const broken: string[] = [];
  let count = 0;
  for (const [path, page] of pages) {
    for (const link of linksOf(page)) {
      if (/^[a-z]+:/.test(link)) continue;
      count++;
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : normalize(join(dirname(path), file));
      const there = await Deno.stat(root + target).catch(() => null);
      if (!there) broken.push(`${path} → ${link}`);
      else if (anchor) {
        const headings = [...(pages.get(target) ?? "").matchAll(/^#+ (.*)$/gm)]
          .map(([, heading]) => anchorOf(heading!));
        if (!headings.includes(anchor)) broken.push(`${path} → ${link}`);
      }
    }
  }
  assert.ok(count > 30);
  assert.deepEqual(broken, []);
});

Deno.test("docs: the page of keys says what the code says", async () => {
  assert.equal(
    pages.get("docs/keys.md"),
    await keysPage(),
    "run lib/operations/print_keys.ts",
  );
});

Deno.test("docs: the operator's guide has every setting, and the flags of the start task", async () => {
  const guide = pages.get("docs/run-it.md")!;
  for (const name of settingNames) {
    const row = new RegExp(`^\\|[^|]*\`${name}\`[^|]*\\|.*\\|.*\\|$`, "m");
    assert.match(guide, row, `${name} has a row`);
  }
  const { tasks } = JSON.parse(await read("deno.json"));
  const flags = String(tasks.start).split("&&").at(-1)!.trim().split(/\s+/)
    .filter((word) => word.startsWith("--"));
  assert.ok(flags.length > 5);
  for (const flag of flags) {
    const here = flag.replaceAll("./data", "/var/lib/parley");
    assert.ok(guide.includes(` ${here} `), `the service has ${here}`);
  }
});

Deno.test("docs: every package in use has its reason", async () => {
  const { imports } = JSON.parse(await read("deno.json"));
  const reasons = pages.get("docs/decisions/0011-dependencies.md")!;
  const packages = Object.values(imports as Record<string, string>)
    .map((target) => /^npm:(@?[^@]+)@/.exec(target)?.[1])
    .filter((name) => name !== undefined);
  assert.ok(packages.length > 10);
  for (const name of packages) {
    const row = new RegExp(
      `^\\|[^|]*(?<![\\w/-])${name}(?![\\w/-])[^|]*\\|`,
      "m",
    );
    assert.match(reasons, row, `${name} has a row`);
  }
});

Deno.test("docs: the README names the two commands, of the version in use", () => {
  const readme = pages.get("README.md")!;
  for (const task of ["start", "test"]) {
    assert.ok(readme.includes(`npx -y deno@2.9.6 task ${task}\n`), task);
  }
  for (const [path, page] of pages) {
    for (const [named] of page.matchAll(/\bdeno@[\d.]+\d/g)) {
      assert.equal(named, "deno@2.9.6", path);
    }
  }
});

Deno.test("docs: every address of the routes is in the page of addresses", async () => {
  const routes = await readdir(`${root}routes`, { recursive: true });
  const api = pages.get("docs/api.md")!;
  const addresses = routes.filter((path) =>
    /\.tsx?$/.test(path) && !/(^|\/)(_[^/]*$|\(_)/.test(path)
  ).map((path) =>
    "/" + path.replace(/\.tsx?$/, "").replace(/\([^)]*\)\//g, "")
      .replace(/(^|\/)index$/, "").replace("[conversation]", ":id")
      .replace(/\[(\w+)\]/g, ":$1")
  );
  assert.ok(addresses.length > 20);
  const missing = addresses.filter((address) => {
    const short = address.replace(
      /^\/conversations\/:id\/messages/,
      "…/messages",
    );
    return address !== "/settings" &&
      ![address, short].some((one) =>
        new RegExp(`[ \`]${one.replace(/[/.]/g, "\\$&")}[\` ]`).test(api)
      );
  });
  assert.deepEqual(missing, []);
});

/** Every bucket as its source says it; loading it would add its rows to the page of keys. */
function bucketsIn(
  source: string,
): { name: string; burst: number; seconds: number }[] {
  const line =
    /^ {2}"([a-z-]+)": \{ burst: (\d+), every: (?:([\d_]+) \* )?(second|minute|[\d_]+)/gm;
  const number = (text: string) => Number(text.replaceAll("_", ""));
  return [...source.matchAll(line)].map(([, name, burst, times, unit]) => ({
    name: name!,
    burst: Number(burst),
    seconds: number(times ?? "1") *
      (unit === "second" ? 1 : unit === "minute" ? 60 : number(unit!) / 1_000),
  }));
}

Deno.test("docs: every limit in use is in the page of addresses", async () => {
  const api = pages.get("docs/api.md")!;
  let source = await read("lib/http/csp_report.ts");
  const routes = await readdir(`${root}routes`, { recursive: true });
  for (const path of routes.filter((one) => /\.tsx?$/.test(one))) {
    source += await read(`routes/${path}`);
  }
  const used = bucketsIn(await read("lib/http/limits.ts"))
    .filter(({ name }) => source.includes(`takeToken("${name}"`));
  assert.ok(used.length > 8);
  for (const { name, burst, seconds } of used) {
    const row = new RegExp(
      `^\\| \`${name}\`[ *]*\\|[^|]*\\| ${burst} \\| ${seconds} s \\|`,
      "m",
    );
    assert.match(api, row, name);
  }
});

Deno.test("docs: every live frame is in the page of addresses", async () => {
  const source = await read("lib/live/frame.ts");
  const union = /readonly event:([\s\S]*?);/.exec(source)?.[1] ?? "";
  const names = [...union.matchAll(/"([a-z]+)"/g)].map((one) => one[1]!);
  assert.ok(names.length >= 8);
  for (const name of names) {
    assert.match(
      pages.get("docs/api.md")!,
      new RegExp(`^\\| \`${name}\` \\|`, "m"),
    );
  }
});

Deno.test("docs: no document knows the machine it was written on", () => {
  const private_ = /\/(?:work|root|tmp|home\/\w+|Users\/\w+)\//;
  for (const [path, page] of pages) {
    assert.doesNotMatch(page, private_, path);
    // An exclamation mark outside of code is a voice raised.
    const prose = page.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`]*`/g, "")
      .replace(/!\[/g, "[").replace(/<!--/g, "");
    assert.ok(!prose.includes("!"), `${path} raises its voice`);
  }
});
