/** `fresh/dev`: builds an application. */
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type App, type ListenOptions, setSnapshot } from "./app.ts";
import { describeFiles } from "./build/assets.ts";
import { bundleIslands, JS_PATH } from "./build/bundle.ts";
import { filesBelow, isSource, withoutExtension } from "./build/crawl.ts";
import { snapshotModule } from "./build/snapshot_module.ts";
import { isRouteFile } from "./fs_routes.ts";
import type { Manifest, Snapshot } from "./snapshot.ts";

/** Where things are. Relative paths count from `root`. */
export interface BuildOptions {
  /** Folder of the project; the present one unless given. */
  root?: string;
  /** Folder to write to; `_fresh` unless given. */
  outDir?: string;
  /** Of several folders that hold a file of the same name, the first counts. */
  staticDir?: string | string[];
  islandDir?: string;
  routeDir?: string;
  /** Oldest language version the island bundles are written for. */
  target?: string | string[];
  /** Files to leave out, by their path from their folder, with "/" first. */
  ignore?: RegExp[];
  /** Key of this build; a random one unless given. */
  buildId?: string;
}

/** Gives an application what was built. */
export type ApplySnapshot = <State>(app: App<State>) => void;

/** Builds islands, static files, and the modules and tables that name them. */
export class Builder {
  readonly #options: BuildOptions;
  readonly #root: string;

  constructor(options: BuildOptions = {}) {
    this.#options = options;
    this.#root = absolute(options.root ?? ".", Deno.cwd());
  }

  /**
   * Writes everything. "memory" also loads it, so that the function it gives
   * can hand it to an application in this process, as tests do.
   */
  async build(
    options: { mode?: string; snapshot?: "disk" | "memory" } = {},
  ): Promise<ApplySnapshot> {
    const outDir = this.#path(this.#options.outDir, "_fresh");
    await this.#write(outDir);
    if (options.snapshot !== "memory") {
      return () => {
        throw new Error(
          'Only build({ snapshot: "memory" }) loads what it built',
        );
      };
    }
    const module = pathToFileURL(`${outDir}/routes.ts`).href;
    const { snapshot }: { snapshot: Snapshot } = await import(module);
    return (app) => setSnapshot(app, snapshot);
  }

  /** Builds, then serves the application that `load` gives. */
  async listen<State>(
    load: () => Promise<{ app: App<State> }>,
    options: ListenOptions = {},
  ): Promise<void> {
    const apply = await this.build({ snapshot: "memory" });
    const { app } = await load();
    apply(app);
    app.listen(options);
  }

  async #write(outDir: string): Promise<void> {
    const { islandDir, routeDir, target } = this.#options;
    const buildId = this.#options.buildId ?? crypto.randomUUID().slice(0, 8);
    const folder = `${outDir}/static`;
    await Deno.remove(folder, { recursive: true }).catch(ignoreAbsent);
    await Deno.mkdir(folder, { recursive: true });

    const islands = await this.#sources(islandDir ?? "islands");
    const named = islands.map(({ path, file }) => ({
      name: path.slice(1).replace(/\W+/g, "_"),
      file,
    }));
    const bundled = await bundleIslands({
      root: this.#root,
      outDir: folder + JS_PATH,
      islands: Object.fromEntries(named.map(({ name, file }) => [name, file])),
      buildId,
      target,
    });
    await this.#copyStatic(folder);
    const manifest: Manifest = {
      build: buildId,
      boot: bundled?.boot ?? null,
      islands: bundled?.islands ?? {},
      files: await describeFiles(folder),
    };
    const routes = (await this.#sources(routeDir ?? "routes"))
      .filter(({ path }) => isRouteFile(path))
      .map(({ path, file }) => ({ name: path, file }));
    await Deno.writeTextFile(
      `${outDir}/routes.ts`,
      snapshotModule(outDir, routes, named),
    );
    // Last, since what looks for a finished build looks for this file.
    const text = JSON.stringify(manifest, null, 1);
    await Deno.writeTextFile(`${outDir}/manifest.json`, text);
  }

  /** Source files of a folder: absolute, and from it without extension. */
  async #sources(dir: string): Promise<{ path: string; file: string }[]> {
    const folder = this.#path(dir, dir);
    const files = (await this.#files(folder)).filter(isSource);
    return files.map((file) => ({
      path: `/${withoutExtension(file)}`,
      file: `${folder}/${file}`,
    }));
  }

  async #copyStatic(to: string): Promise<void> {
    const given = this.#options.staticDir ?? "static";
    const copied = new Set<string>();
    for (const dir of typeof given === "string" ? [given] : given) {
      const folder = this.#path(dir, dir);
      for (const file of await this.#files(folder)) {
        if (copied.has(file)) continue;
        copied.add(file);
        const target = `${to}/${file}`;
        await Deno.mkdir(resolve(target, ".."), { recursive: true });
        await Deno.copyFile(`${folder}/${file}`, target);
      }
    }
  }

  async #files(folder: string): Promise<string[]> {
    const { ignore = [] } = this.#options;
    return (await filesBelow(folder)).filter((file) =>
      !ignore.some((one) => one.test(`/${file}`))
    );
  }

  #path(given: string | undefined, usual: string): string {
    return absolute(given ?? usual, this.#root);
  }
}

function absolute(path: string, base: string): string {
  const local = path.startsWith("file:") ? fileURLToPath(path) : path;
  return resolve(base, local);
}

function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
