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

/**
 * The arguments after `deno` that the start task gives the server, for another
 * data folder. What the task puts in from a command is put in here too, by
 * running that command with the same settings.
 */
export async function serverArguments(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${root}deno.json`));
  let line = String(tasks.start).split("&&").at(-1)!.trim();
  for (const [whole, command] of line.matchAll(/\$\(deno ([^)]*)\)/g)) {
    line = line.replace(whole, await printed(command!, env));
  }
  const [program, ...args] = line.split(/\s+/);
  if (program !== "deno" || line.includes("$")) {
    throw new Error(`Cannot read the start task: ${line}`);
  }
  return args.map((one) => one.replaceAll("./data", dataDir));
}

const printedBefore = new Map<string, Promise<string>>();

/** What a command prints under these settings; asked once, as tests start many servers. */
function printed(command: string, env: Record<string, string>) {
  const key = JSON.stringify([command, env]);
  const known = printedBefore.get(key);
  if (known) return known;
  const asked = (async () => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: command.trim().split(/\s+/),
      cwd: root,
      env: { NO_COLOR: "1", ...env },
      stderr: "inherit",
    }).output();
    if (code !== 0) throw new Error(`${command} ended with ${code}`);
    return new TextDecoder().decode(stdout).trim();
  })();
  printedBefore.set(key, asked);
  return asked;
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
  const env = {
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: "off",
    LOG_LEVEL: "error",
    ...options.env,
  };
  const process = startProcess(await serverArguments(dataDir, env), {
    cwd: root,
    env,
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
