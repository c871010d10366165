/** The real server as its own process, with exactly the permissions of `deno task start`. */
import { type Running, startProcess } from "./kill.ts";

/** Where the project is. */
export const root = new URL("../..", import.meta.url).pathname;

/** A server under test. */
export interface Server {
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  readonly process: Running;
  /** Ends it as a service manager would; its data stays. */
  stop(): Promise<number>;
  /** Starts it again on the same data and port. */
  again(): Promise<Server>;
  /** Stops it and removes its data. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** How it is started. */
export interface ServerOptions {
  /** A folder with data; a fresh one unless given. */
  readonly dataDir?: string;
  readonly port?: number;
  /** Settings; rate limits are off unless said otherwise here. */
  readonly env?: Record<string, string>;
}

/** The arguments after `deno` that the start task gives the server, for another data folder. */
export async function serverArguments(dataDir: string): Promise<string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${root}deno.json`));
  const line = String(tasks.start).split("&&").at(-1)!.trim();
  const [program, ...args] = line.split(/\s+/);
  if (program !== "deno") {
    throw new Error(`Cannot read the start task: ${line}`);
  }
  return args.map((one) => one.replaceAll("./data", dataDir));
}

/** A port that was free a moment ago. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "0.0.0.0", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

/** Starts a server and waits until it says that it is ready. */
export async function startServer(
  options: ServerOptions = {},
): Promise<Server> {
  const dataDir = options.dataDir ??
    await Deno.makeTempDir({ prefix: "parley-" });
  const port = options.port ?? freePort();
  const process = startProcess(await serverArguments(dataDir), {
    cwd: root,
    env: {
      PORT: String(port),
      DATA_DIR: dataDir,
      RATE_LIMITS: "off",
      LOG_LEVEL: "error",
      ...options.env,
    },
  });
  const first = await process.line();
  if (!first?.startsWith("Parley is ready")) {
    const code = await process.ended;
    throw new Error(
      `The server did not start (${code}): ${first ?? ""}\n${await process
        .errors()}`,
    );
  }
  const stop = () => process.stop();
  return {
    origin: `http://localhost:${port}`,
    port,
    dataDir,
    process,
    stop,
    async again() {
      await stop();
      return await startServer({ ...options, dataDir, port });
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await Deno.remove(dataDir, { recursive: true });
    },
  };
}
