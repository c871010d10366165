/**
 * What the build knows and the server needs: the route and island modules, and
 * the table of static files. `_fresh/routes.ts`, written by the build, imports
 * every module by name (so nothing is looked up at run time) and registers here.
 */
import type { FunctionComponent } from "preact";

/** A static file as the build left it. */
export interface AssetEntry {
  /** File name below the snapshot's `static/` folder. */
  readonly file: string;
  /** Hash of the content; ETag and cache key. */
  readonly hash: string;
  readonly type: string;
  readonly size: number;
  /** Size of the brotli twin, if it is there. */
  readonly br?: number;
  /** Size of the gzip twin, if it is there. */
  readonly gz?: number;
}

/** Where an island's code is for the browser. */
export interface IslandEntry {
  /** URL path of its module. */
  readonly module: string;
  /** URL paths of the chunks it needs at once. */
  readonly chunks: readonly string[];
}

/** `_fresh/manifest.json`. */
export interface Manifest {
  /** Changes with every input; valid cache key of any file. */
  readonly build: string;
  /** URL path of the boot module; null if there is no island. */
  readonly boot: string | null;
  /** By name of the island's file, without extension. */
  readonly islands: Readonly<Record<string, IslandEntry>>;
  /** By URL path, decoded. */
  readonly files: Readonly<Record<string, AssetEntry>>;
}

/** One file below `routes/`. */
export interface RouteFile {
  /** Path below `routes/` without extension, e.g. `/blog/[slug]`. */
  readonly path: string;
  readonly module: Readonly<Record<string, unknown>>;
}

/** One file below `islands/`. */
export interface IslandFile {
  readonly name: string;
  readonly module: Readonly<Record<string, unknown>>;
}

/** What the build registers. */
export interface SnapshotParts {
  /** URL of the folder the build wrote to. */
  readonly base: string;
  readonly manifest: Manifest;
  readonly routes: readonly RouteFile[];
  readonly islands: readonly IslandFile[];
}

/** A component that comes alive in the browser. */
export interface Island {
  readonly name: string;
  readonly exportName: string;
  readonly component: FunctionComponent<object>;
  readonly entry: IslandEntry;
}

/** The parts, with islands found by their component. */
export interface Snapshot extends SnapshotParts {
  readonly islandOf: ReadonlyMap<unknown, Island>;
}

/** Makes a snapshot of its parts. */
export function newSnapshot(parts: SnapshotParts): Snapshot {
  const islandOf = new Map<unknown, Island>();
  for (const { name, module } of parts.islands) {
    const entry = parts.manifest.islands[name];
    if (entry === undefined) {
      throw new Error(`Island ${name} is missing from the build`);
    }
    for (const [exportName, component] of Object.entries(module)) {
      if (typeof component !== "function") continue;
      islandOf.set(component, {
        name,
        exportName,
        component: component as FunctionComponent<object>,
        entry,
      });
    }
  }
  return { ...parts, islandOf };
}

let registered: Snapshot | null = null;

/** Makes this the snapshot of the process. */
export function registerSnapshot(parts: SnapshotParts): Snapshot {
  registered = newSnapshot(parts);
  return registered;
}

/** The snapshot of the process, or null before a build was loaded. */
export function registeredSnapshot(): Snapshot | null {
  return registered;
}
