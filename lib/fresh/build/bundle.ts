/**
 * Bundles the islands: Preact and signals once, in the boot module, and one
 * module for each island with all else it needs. Chunks shared between islands
 * of different pages would be one more request on each of them.
 */
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin, stop } from "esbuild";
import type { IslandEntry } from "../snapshot.ts";
import { browserSettings, importMap } from "./resolve.ts";

/** What to bundle. */
export interface BundleOptions {
  readonly root: string;
  /** Folder the files are written to. */
  readonly outDir: string;
  /** By name, the source of each island. */
  readonly islands: Readonly<Record<string, string>>;
  readonly buildId: string;
  readonly target?: string | string[] | undefined;
}

/** Where everything is, as URL paths. */
export interface Bundled {
  readonly boot: string;
  readonly islands: Readonly<Record<string, IslandEntry>>;
}

/** URL folder of the modules. */
export const JS_PATH = "/_fresh/js/";

/** What the boot module has for the islands. */
const provided =
  /^(preact|preact\/hooks|preact\/jsx-runtime|@preact\/signals)$/;

/** Writes the bundles. Without islands there is nothing to write. */
export async function bundleIslands(
  options: BundleOptions,
): Promise<Bundled | null> {
  const { root, islands } = options;
  if (Object.keys(islands).length === 0) return null;
  const settings = {
    ...browserSettings,
    absWorkingDir: root,
    target: options.target ?? "es2022",
    outdir: options.outDir,
    format: "esm",
    metafile: true,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    define: { FRESH_BUILD: JSON.stringify(options.buildId) },
  } as const;
  const names = await importMap(root);
  const source = new URL("../client/boot.ts", import.meta.url);
  try {
    const first = await build({
      ...settings,
      entryPoints: { boot: fileURLToPath(source) },
      plugins: [names],
    });
    const boot = entryOf(first.metafile, "boot").module;
    const fromBoot: Plugin = {
      name: "from-boot",
      setup({ onResolve }) {
        const path = `./${fileName(boot)}`;
        onResolve({ filter: provided }, () => ({ path, external: true }));
      },
    };
    const entries = await Promise.all(
      Object.entries(islands).map(async ([name, path]) => {
        const { metafile } = await build({
          ...settings,
          // For what an island itself loads later.
          splitting: true,
          entryPoints: { [name]: path },
          plugins: [fromBoot, names],
        });
        return [name, entryOf(metafile, name)] as const;
      }),
    );
    return { boot, islands: Object.fromEntries(entries) };
  } finally {
    await stop();
  }
}

/** The output for an entry, and the chunks it imports at once. */
function entryOf({ outputs }: Metafile, name: string): IslandEntry {
  const file = Object.keys(outputs).find((path) =>
    outputs[path]!.entryPoint !== undefined &&
    fileName(path).replace(/-[A-Z0-9]+\.js$/, "") === name
  );
  if (file === undefined) throw new Error(`esbuild gave no ${name}`);
  const chunks = new Set<string>();
  const follow = (path: string): void => {
    for (const { path: to, kind, external } of outputs[path]?.imports ?? []) {
      if (kind !== "import-statement" || external || chunks.has(to)) continue;
      chunks.add(to);
      follow(to);
    }
  };
  follow(file);
  return {
    module: JS_PATH + fileName(file),
    chunks: [...chunks].map((path) => JS_PATH + fileName(path)),
  };
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
