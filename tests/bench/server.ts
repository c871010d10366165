/** The server under load: the real one, or the same with a side door to its deeds. */
import { freePort, root, serverArguments } from "../support/server.ts";
import { type Child, startChild } from "./child.ts";

/** A server and its port. */
export interface Served {
  readonly child: Child;
  readonly port: number;
}

/**
 * Starts the real server, with exactly the permissions of the start task.
 * @param flags more flags of the runtime, to profile with
 */
export async function serveReal(
  dataDir: string,
  flags: readonly string[] = [],
): Promise<Served> {
  const port = freePort();
  const [run = "run", ...args] = await serverArguments(dataDir, {
    PORT: String(port),
  });
  return await serve([run, ...flags, ...args], dataDir, port);
}

/** Starts the same application with a path that sends without a form: see `deed_server.ts`. */
export async function serveDeeds(
  dataDir: string,
  flags: readonly string[] = [],
): Promise<Served> {
  const args = [
    "run",
    ...flags,
    "-A",
    "--no-check",
    "tests/bench/deed_server.ts",
  ];
  return await serve(args, dataDir, freePort());
}

async function serve(
  args: string[],
  dataDir: string,
  port: number,
): Promise<Served> {
  const child = startChild(args, {
    cwd: root,
    env: {
      PORT: String(port),
      DATA_DIR: dataDir,
      RATE_LIMITS: "off",
      LOG_LEVEL: "error",
    },
  });
  const first = await child.line();
  if (!first.startsWith("Parley is ready")) throw new Error(first);
  return { child, port };
}

/** Starts the in-memory broadcaster, which sends messages of this size. */
export async function serveBroadcast(size: number): Promise<Served> {
  const child = startChild([
    "run",
    "--allow-net",
    "--no-check",
    `${root}tests/bench/broadcaster.ts`,
    String(size),
  ]);
  return { child, port: Number(await child.line()) };
}

/** Starts a process of listeners. */
export async function startListeners(): Promise<Child> {
  const child = startChild([
    "run",
    "-A",
    "--no-check",
    `${root}tests/bench/listeners.ts`,
  ]);
  await child.line();
  return child;
}
