/** Writes the module that imports every route and island by name. */

import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A module to import, and what it is known as. */
export interface NamedFile {
  readonly name: string;
  /** Absolute path of the file. */
  readonly file: string;
}

/** Text of `routes.ts`. All paths absolute; the text has relative ones. */
export function snapshotModule(
  outDir: string,
  routes: readonly NamedFile[],
  islands: readonly NamedFile[],
): string {
  const runtime = fileURLToPath(new URL("../snapshot.ts", import.meta.url));
  const from = (file: string) => JSON.stringify(relativePath(outDir, file));
  const load = (files: readonly NamedFile[], kind: string) =>
    files.map(({ file }, i) => `import * as ${kind}${i} from ${from(file)};\n`)
      .join("");
  const list = (files: readonly NamedFile[], kind: string, key: string) =>
    files.map(({ name }, i) =>
      `    { ${key}: ${JSON.stringify(name)}, module: ${kind}${i} },\n`
    ).join("");
  return `// Written by the build; changes are lost.
import { registerSnapshot } from ${from(runtime)};
import manifest from "./manifest.json" with { type: "json" };
${load(routes, "route")}${load(islands, "island")}
/** What the build found, registered for the whole process. */
export const snapshot = registerSnapshot({
  base: new URL("./", import.meta.url).href,
  manifest,
  routes: [
${list(routes, "route", "path")}  ],
  islands: [
${list(islands, "island", "name")}  ],
});
`;
}

function relativePath(folder: string, file: string): string {
  const path = relative(folder, file).replaceAll("\\", "/");
  return path.startsWith(".") ? path : `./${path}`;
}
