/** Lets esbuild read the import map of `deno.json`. */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";

/** What of esbuild's settings is the same for every bundle. */
export const browserSettings = {
  bundle: true,
  minify: true,
  target: "es2020",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  charset: "utf8",
  tsconfigRaw: "{}",
  logLevel: "warning",
} as const;

const here = fileURLToPath(new URL("../client/", import.meta.url));

/** The nearest folder upwards with a `deno.json`, and that file's imports. */
async function configOf(
  folder: string,
): Promise<{ root: string; imports: Record<string, string> }> {
  for (let at = folder;; at = dirname(at)) {
    try {
      const { imports } = JSON.parse(
        await Deno.readTextFile(`${at}/deno.json`),
      );
      return { root: at, imports: imports ?? {} };
    } catch (error) {
      const absent = error instanceof Deno.errors.NotFound;
      if (!absent || at === dirname(at)) throw error;
    }
  }
}

/** Resolves the names of the import map, npm packages from `node_modules`. */
export async function importMap(folder: string): Promise<Plugin> {
  const { root, imports } = await configOf(folder);
  return {
    name: "import-map",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, (args) => {
        // Packages name each other by node's rules.
        if (args.pluginData === "mapped") return;
        if (args.importer.includes("/node_modules/")) return;
        if (args.path === "fresh/runtime") {
          return { path: `${here}runtime.ts` };
        }
        const name = args.path in imports ? args.path : Object.keys(imports)
          .filter((one) => one.endsWith("/") && args.path.startsWith(one))
          .sort((a, b) => b.length - a.length)[0];
        if (name === undefined) return;
        const target = imports[name]! + args.path.slice(name.length);
        if (target.startsWith(".")) return { path: `${root}/${target}` };
        const npm = /^npm:((?:@[^/]+\/)?[^@/]+)(?:@[^/]+)?(\/.*)?$/.exec(
          target,
        );
        if (npm === null) {
          return { errors: [{ text: `${target} is not for the browser` }] };
        }
        return build.resolve(npm[1]! + (npm[2] ?? ""), {
          kind: args.kind,
          resolveDir: root,
          pluginData: "mapped",
        });
      });
    },
  };
}
