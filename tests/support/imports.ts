/** Reads the project's own files and what they import, for the architecture test. */

/** One import of one file. */
export interface Import {
  readonly from: string;
  /** Path inside the project, or the bare name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every TypeScript file of the project below these folders, as paths from the root. */
export async function listSources(
  root: string,
  folders: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  async function walk(folder: string): Promise<void> {
    for await (const entry of Deno.readDir(`${root}/${folder}`)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory) await walk(path);
      else if (/\.tsx?$/.test(entry.name)) found.push(path);
    }
  }
  for (const folder of folders) {
    const there = await Deno.stat(`${root}/${folder}`).catch(() => null);
    if (there?.isDirectory) await walk(folder);
    else if (there) found.push(folder);
  }
  return found.sort();
}

const STATEMENT =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?((?:[^"'`;]|\n)*?\sfrom\s+)?["']([^"']+)["']/g;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']/g;

/** What a file imports; comments are left out, inline `import("…")` types too. */
export function importsOf(path: string, source: string): Import[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(
    /(^|\s)\/\/.*$/gm,
    "$1",
  );
  const found: Import[] = [];
  for (const [, word, type, clause, target] of code.matchAll(STATEMENT)) {
    if (word === "export" && !clause) continue;
    found.push({
      from: path,
      to: resolve(path, target!),
      typeOnly: type !== undefined || onlyTypes(clause ?? ""),
    });
  }
  for (const [, target] of code.matchAll(DYNAMIC)) {
    found.push({ from: path, to: resolve(path, target!), typeOnly: false });
  }
  return found;
}

/** `import { type A, type B } from` brings nothing at run time either. */
function onlyTypes(clause: string): boolean {
  const names = clause.match(/\{([\s\S]*)\}/)?.[1];
  if (names === undefined || /^\s*[\w$]+\s*,/.test(clause)) return false;
  const parts = names.split(",").map((part) => part.trim()).filter(Boolean);
  return parts.length > 0 && parts.every((part) => part.startsWith("type "));
}

function resolve(from: string, target: string): string {
  if (target.startsWith("@/")) return target.slice(2);
  if (!target.startsWith(".")) return target;
  const parts = from.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Follows what a file loads at run time, and gives the chain to each file reached. */
export function reachable(
  start: string,
  imports: ReadonlyMap<string, readonly Import[]>,
): Map<string, readonly string[]> {
  const chains = new Map<string, readonly string[]>([[start, [start]]]);
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const { to, typeOnly } of imports.get(path) ?? []) {
      if (typeOnly || chains.has(to)) continue;
      chains.set(to, [...chains.get(path)!, to]);
      queue.push(to);
    }
  }
  return chains;
}
