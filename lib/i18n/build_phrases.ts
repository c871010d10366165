/**
 * Compiles the catalogs to plain modules at build time, so that nothing is
 * parsed or evaluated while serving, and prints the type of every phrase.
 * English is the reference: a language that lacks a phrase fails the build.
 */
import MessageFormat from "@messageformat/core";
import compileModule from "@messageformat/core/compile-module.js";

type Catalog = Map<string, string>;
type Shape = Map<string, "number" | "string | number">;
type Formatter = Parameters<typeof compileModule>[0];

const reference = "en";

/** Every phrase of one language, merged over its areas, and what is wrong with them. */
async function readCatalog(folder: string, wrong: string[]): Promise<Catalog> {
  const phrases: Catalog = new Map();
  const files = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isFile && entry.name.endsWith(".json")) files.push(entry.name);
  }
  for (const file of files.sort()) {
    const path = `${folder}/${file}`;
    let area: Record<string, unknown>;
    try {
      area = JSON.parse(await Deno.readTextFile(path));
    } catch (error) {
      throw new Error(`${path}: ${(error as Error).message}`);
    }
    const prefix = file.replace(/json$/, "");
    for (const [key, text] of Object.entries(area)) {
      if (!key.startsWith(prefix)) {
        wrong.push(`${path}: "${key}" must begin with "${prefix}"`);
      } else if (!/^[a-z0-9_]+(\.[a-z0-9_]+)+$/.test(key)) {
        wrong.push(`${path}: "${key}" is not in the form area.name`);
      }
      if (typeof text !== "string" || text.trim() === "") {
        wrong.push(`${path}: "${key}" is empty`);
      } else if (phrases.has(key)) {
        wrong.push(`${path}: "${key}" is there twice`);
      } else phrases.set(key, text);
    }
  }
  return phrases;
}

/** The compiled expression of one phrase. Names the phrase when its text is wrong. */
function compile(language: string, key: string, text: string): string {
  try {
    // The package's types speak of a CommonJS default that Deno unwraps.
    const Format = MessageFormat as unknown as new (l: string) => Formatter;
    const source = compileModule(new Format(language), { phrase: text });
    if (/runtime\/lib\/formatters/.test(source)) {
      throw new Error("only plural, select and plain values are understood");
    }
    const body = source.slice(source.indexOf("export default"));
    return body.slice(body.indexOf("phrase:") + 7, body.lastIndexOf("}"))
      .trim();
  } catch (error) {
    throw new Error(`${language} "${key}": ${(error as Error).message}`);
  }
}

/** The placeholders of a compiled phrase; string literals cannot be mistaken for them. */
function shapeOf(compiled: string): Shape {
  const code = compiled.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const shape: Shape = new Map();
  for (const [, name] of code.matchAll(/\bd\.(\w+)/g)) {
    shape.set(name!, "string | number");
  }
  for (
    const [, name] of code.matchAll(/\b(?:plural|number)\((?:"", )?d\.(\w+)/g)
  ) {
    shape.set(name!, "number");
  }
  return new Map([...shape].sort(([a], [b]) => a < b ? -1 : 1));
}

/** Whole or not at all: several people may build at once. */
async function write(path: string, text: string): Promise<void> {
  const draft = `${path}.${crypto.randomUUID()}`;
  await Deno.writeTextFile(draft, text);
  await Deno.rename(draft, path);
}

function languageModule(
  language: string,
  phrases: Map<string, string>,
): string {
  const lines = [...phrases].map(([key, code]) => `  "${key}": ${code},`);
  return [
    `// @ts-self-types="./language.d.ts"`,
    `import { number, plural, pluralsOf, select } from "@/lib/i18n/phrase_runtime.ts";`,
    ...new Set(
      [language, reference].map((l) => `const ${l} = pluralsOf("${l}");`),
    ),
    `export default {`,
    ...lines,
    `};`,
    ``,
  ].join("\n");
}

function typesModule(languages: string[], shapes: Map<string, Shape>): string {
  const keys = [...shapes].map(([key, shape]) => {
    const values = [...shape].map(([name, type]) => `${name}: ${type}`);
    return `  "${key}": { ${values.join("; ")} };`;
  });
  return [
    `// Printed by lib/i18n/build_phrases.ts from the catalogs.`,
    `// deno-lint-ignore-file`,
    ...languages.map((l) => `import ${l} from "./${l}.js";`),
    `export interface Placeholders {`,
    ...keys,
    `}`,
    `export const catalogs = { ${languages.join(", ")} };`,
    `export type Language = keyof typeof catalogs;`,
    ``,
  ].join("\n");
}

/** Compiles every catalog under `root` into `_fresh/phrases/`. Throws with a list of everything wrong. */
export async function buildPhrases(root: string): Promise<void> {
  const folder = `${root}/lib/i18n/catalogs`;
  const languages: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) languages.push(entry.name);
  }
  languages.sort((a, b) => Number(b === reference) - Number(a === reference));
  const wrong: string[] = [];
  const shapes = new Map<string, Shape>();
  const english = new Map<string, string>();
  const modules = new Map<string, string>();
  for (const language of languages) {
    const catalog = await readCatalog(`${folder}/${language}`, wrong);
    const compiled = new Map<string, string>();
    for (const [key, text] of catalog) {
      const code = compile(language, key, text);
      const shape = shapeOf(code);
      const expected = shapes.get(key);
      if (language === reference) {
        shapes.set(key, shape);
        english.set(key, code);
      } else if (!expected) {
        wrong.push(`${language}: "${key}" is not in English`);
      } else if ([...shape.keys()].join() !== [...expected.keys()].join()) {
        wrong.push(
          `${language}: "${key}" has {${[...shape.keys()]}}, English has {${[
            ...expected.keys(),
          ]}}`,
        );
      }
      compiled.set(key, code);
    }
    for (const [key, code] of english) {
      if (compiled.has(key)) continue;
      wrong.push(`${language}: "${key}" is missing`);
      // Said in English until it is translated, so that others can go on working.
      compiled.set(key, code);
    }
    modules.set(language, languageModule(language, compiled));
  }
  const out = `${root}/_fresh/phrases`;
  await Deno.mkdir(out, { recursive: true });
  await write(
    `${out}/language.d.ts`,
    "declare const phrases: Record<string, (values: Record<string, unknown>) => string>;\nexport default phrases;\n",
  );
  for (const [language, text] of modules) {
    await write(`${out}/${language}.js`, text);
  }
  await write(`${out}/mod.ts`, typesModule(languages, shapes));
  if (wrong.length > 0) {
    throw new Error(`The catalogs are not complete:\n  ${wrong.join("\n  ")}`);
  }
}

if (import.meta.main) {
  try {
    await buildPhrases(Deno.cwd());
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
