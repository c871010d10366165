/** Processes of a bench: started with room for many sockets, asked by lines, weighed by the kernel. */
import { TextLineStream } from "./lines.ts";

/** A process, its lines in and out, and what it has cost so far. */
export interface Child {
  readonly pid: number;
  /** The next line it prints. @throws when it has ended */
  line(): Promise<string>;
  /** Writes one line of JSON and waits for one line of JSON. */
  ask<T>(question: unknown): Promise<T>;
  /** Seconds of CPU of all its threads, by the kernel's accounting. */
  cpu(): number;
  /** Resident bytes. */
  memory(): number;
  /** Ends it by its own pid and waits until it is gone. */
  stop(): Promise<void>;
}

/** Everything a bench starts, so that nothing outlives it. */
const running = new Set<Child>();

/** Ends whatever a failed bench has left behind. */
export async function stopAll(): Promise<void> {
  for (const child of [...running]) await child.stop();
}

/**
 * Starts `deno <args>`, or another program. The shell is there to raise the limit of open files to
 * what the system allows at most, and is replaced by the process.
 */
export function startChild(
  args: readonly string[],
  options: {
    env?: Record<string, string>;
    cwd?: string;
    /** Another program than deno. */
    program?: string;
  } = {},
): Child {
  const process = new Deno.Command("sh", {
    args: [
      "-c",
      'ulimit -n "$(ulimit -H -n)" 2>/dev/null; exec "$0" "$@"',
      options.program ?? Deno.execPath(),
      ...args,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
    env: { NO_COLOR: "1", ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  }).spawn();
  const lines = process.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream()).getReader();
  const writer = process.stdin.getWriter();
  const encoder = new TextEncoder();
  const child: Child = {
    pid: process.pid,
    async line() {
      const { value, done } = await lines.read();
      if (done) throw new Error(`deno ${args.join(" ")} has ended`);
      return value;
    },
    async ask<T>(question: unknown) {
      await writer.write(encoder.encode(JSON.stringify(question) + "\n"));
      return JSON.parse(await child.line()) as T;
    },
    cpu: () => cpuOf(process.pid),
    memory: () => memoryOf(process.pid),
    async stop() {
      running.delete(child);
      try {
        process.kill("SIGTERM");
      } catch { /* It was gone already. */ }
      const late = setTimeout(() => process.kill("SIGKILL"), 8_000);
      await process.status;
      clearTimeout(late);
      await lines.cancel().catch(() => {});
      await writer.abort().catch(() => {});
    },
  };
  running.add(child);
  return child;
}

/** The kernel's count of the whole process, ended threads included, in ticks of a hundredth. */
function cpuOf(pid: number): number {
  const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function memoryOf(pid: number): number {
  const text = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) * 1024;
}
