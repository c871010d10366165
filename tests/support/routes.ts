/** The addresses of the application, read from its folder. */
import { root } from "./server.ts";

/** A route: its pattern, e.g. `/conversations/[conversation]/log`, and its methods. */
export interface Route {
  readonly path: string;
  readonly methods: readonly string[];
}

/** Every route there is; a new file in `routes/` is found by itself. */
export async function listRoutes(): Promise<Route[]> {
  const found: Route[] = [];
  async function walk(folder: string, path: string): Promise<void> {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (name.startsWith("_") || name.startsWith("(_")) continue;
      if (isDirectory) {
        const part = /^\(.*\)$/.test(name) ? "" : `/${name}`;
        await walk(`${folder}/${name}`, path + part);
        continue;
      }
      const base = name.replace(/\.tsx?$/, "");
      if (base === name) continue;
      const text = await Deno.readTextFile(`${folder}/${name}`);
      found.push({
        path: path + (base === "index" ? "" : `/${base}`) || "/",
        methods: ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
          new RegExp(`\\b${method}\\s*[(:]`).test(text)
        ),
      });
    }
  }
  await walk(`${root}routes`, "");
  return found.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** The pattern with values in place of its parts. */
export function fill(path: string, parts: Record<string, string>): string {
  return path.replace(/\[(\w+)\]/g, (whole, name) => parts[name] ?? whole);
}
