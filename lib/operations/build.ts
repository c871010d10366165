/**
 * `deno task build`: phrases, styles, browser scripts, islands, and the tables
 * the server finds them with, all into `_fresh/`. A build whose inputs are what
 * they were is over at once. Runs with every permission; the server does not.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow } from "@/lib/fresh/build/crawl.ts";

const inputFolders = ["components", "islands", "lib", "routes", "static"];
const inputFiles = ["deno.json", "deno.lock"];
/** Well-known passwords. */
const WORDS = "common_passwords.bin";

/** What the last build was made of. */
interface Inputs {
  /** Over names, sizes and times: quick to see that nothing changed. */
  stat: string;
  /** Over contents: what counts when only the times differ. */
  content: string;
}

async function inputsOf(root: string): Promise<string[]> {
  const found = await Promise.all(
    inputFolders.map(async (folder) =>
      (await filesBelow(`${root}/${folder}`)).map((one) => `${folder}/${one}`)
    ),
  );
  return [...inputFiles, ...found.flat()];
}

function statHash(root: string, paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) {
    const { size, mtime } = Deno.statSync(`${root}/${path}`);
    hash.update(`${path}\0${size}\0${mtime?.getTime()}\n`);
  }
  return hash.digest("hex");
}

async function contentHash(
  root: string,
  paths: readonly string[],
): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    const bytes = await Deno.readFile(`${root}/${path}`);
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

async function lastInputs(out: string): Promise<Inputs | null> {
  try {
    for (
      const made of ["manifest.json", "routes.ts", "phrases/mod.ts", WORDS]
    ) {
      await Deno.stat(`${out}/${made}`);
    }
    return JSON.parse(await Deno.readTextFile(`${out}/inputs.json`));
  } catch {
    return null; // never built, or broken off
  }
}

async function isFresh(root: string, out: string): Promise<boolean> {
  const last = await lastInputs(out);
  return last !== null && last.stat === statHash(root, await inputsOf(root));
}

/** The style sheets: imports put in, only the utilities that are used. */
async function buildStyles(root: string, to: string): Promise<void> {
  const { imports } = JSON.parse(
    await Deno.readTextFile(`${root}/deno.json`),
  );
  const sheets: string[] = [];
  for await (const { name } of Deno.readDir(`${root}/static`)) {
    if (name.endsWith(".css")) sheets.push(name);
  }
  for (const name of sheets) {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", imports["@tailwindcss/cli"]].concat(
        ["--input", `${root}/static/${name}`, "--output", `${to}/${name}`],
        ["--minify"],
      ),
      cwd: root,
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    // Its licence stands with the package; nobody on a slow line needs it.
    const sheet = await Deno.readTextFile(`${to}/${name}`);
    await Deno.writeTextFile(
      `${to}/${name}`,
      sheet.replace(/^\/\*!.*?\*\/\s*/s, ""),
    );
  }
}

/**
 * One file for each entry of `lib/client/entry/`, complete in itself; scripts
 * that speak once per language, with their words in front.
 */
async function buildScripts(
  root: string,
  to: string,
  buildId: string,
): Promise<void> {
  const { build } = await import("esbuild");
  const { browserSettings, importMap } = await import(
    "@/lib/fresh/build/resolve.ts"
  );
  const folder = `${root}/lib/client/entry`;
  const entries = (await filesBelow(folder)).filter((one) =>
    one.endsWith(".ts")
  );
  await build({
    ...browserSettings,
    absWorkingDir: root,
    entryPoints: entries.map((one) => `${folder}/${one}`),
    outdir: to,
    // A function around each, so that a classic script leaves no globals.
    format: "iife",
    define: { FRESH_BUILD: JSON.stringify(buildId) },
    plugins: [await importMap(root)],
  });
  const { languages } = await import("@/lib/i18n/catalog.ts");
  const { phrasesScript } = await import("./client_phrases.ts");
  for (const name of ["live", "tools", "list", "jump"] as const) {
    const script = await Deno.readTextFile(`${to}/${name}.js`);
    for (const language of languages) {
      await Deno.writeTextFile(
        `${to}/${name}.${language}.js`,
        phrasesScript(language, name) + script,
      );
    }
    await Deno.remove(`${to}/${name}.js`);
  }
}

/** Builds what is out of date. True if there was anything to do. */
export async function build(root: string): Promise<boolean> {
  const out = `${root}/_fresh`;
  if (await isFresh(root, out)) return false;
  await Deno.mkdir(out, { recursive: true });
  // Two builds at once would delete each other's files; the second one waits,
  // and mostly finds that the first has done its work.
  using lock = await Deno.open(`${out}/lock`, { create: true, write: true });
  await lock.lock(true);
  const paths = await inputsOf(root);
  const stat = statHash(root, paths);
  const content = await contentHash(root, paths);
  const inputs = JSON.stringify({ stat, content });
  if ((await lastInputs(out))?.content === content) {
    await Deno.writeTextFile(`${out}/inputs.json`, inputs);
    return false;
  }

  const made = `${out}/made`;
  const buildId = content.slice(0, 8);
  await Deno.remove(`${out}/inputs.json`).catch(() => {});
  await Deno.remove(made, { recursive: true }).catch(() => {});
  await Deno.mkdir(made, { recursive: true });
  const { buildPhrases } = await import("@/lib/i18n/build_phrases.ts");
  await buildPhrases(root);
  await Promise.all([
    buildStyles(root, made),
    buildScripts(root, made, buildId),
  ]);
  const { Builder } = await import("fresh/dev");
  const builder = new Builder({
    root,
    // What was made here comes before its source of the same name.
    staticDir: [made, "static"],
    // Style sheets that `parley.css` has taken in.
    ignore: [/^\/styles\//],
    target: "es2020",
    buildId,
  });
  await builder.build();
  const { buildWordList } = await import("./build_word_list.ts");
  await buildWordList(root, `${out}/${WORDS}`);
  await Deno.writeTextFile(`${out}/inputs.json`, inputs);
  return true;
}

if (import.meta.main) {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const began = performance.now();
  const done = await build(root.replace(/\/$/, ""));
  const took = ((performance.now() - began) / 1000).toFixed(2);
  console.log(
    done
      ? `Built ${basename(root)} in ${took} s`
      : "Nothing changed since the last build",
  );
  Deno.exit(0);
}
