/**
 * `deno task dev`: builds, starts the server, and does both again whenever a
 * source changes. A tool for developers; it runs with every permission.
 */
import { fileURLToPath } from "node:url";
import { build } from "@/lib/operations/build.ts";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const watched = ["components", "islands", "lib", "routes", "static", "main.ts"];
/** Editors write a file in several steps; wait until they are done. */
const SETTLE = 100;

let server: Deno.ChildProcess | null = null;

async function stop(): Promise<void> {
  if (server === null) return;
  try {
    server.kill("SIGTERM");
  } catch {
    // It has ended by itself.
  }
  await server.status;
  server = null;
}

async function restart(): Promise<void> {
  try {
    await build(root);
  } catch (error) {
    // The old server goes on, so that the page in the browser stays usable.
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  await stop();
  server = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts"],
    cwd: root,
  }).spawn();
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function watch(): Promise<void> {
  const paths = watched.map((one) => `${root}/${one}`);
  const present = await Promise.all(paths.map(exists));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = Promise.resolve();
  for await (
    const { kind } of Deno.watchFs(paths.filter((_, i) => present[i]))
  ) {
    if (kind === "access" || kind === "other") continue;
    clearTimeout(timer);
    timer = setTimeout(() => running = running.then(restart), SETTLE);
  }
}

if (import.meta.main) {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => void stop().then(() => Deno.exit(0)));
  }
  await restart();
  await watch();
}
