/** Real processes, for tests that kill them. */

/** A process under test and what it has printed. */
export interface Running {
  readonly pid: number;
  /** Resolves with the next line it prints, or null when it has ended. */
  line(): Promise<string | null>;
  /** Everything it wrote to the error stream; complete once it has ended. */
  errors(): Promise<string>;
  /** `kill -9`: no handler runs, no buffer is flushed. Resolves when it is gone. */
  killHard(): Promise<void>;
  /** Asks it to end, as a service manager would. Resolves with its exit code. */
  stop(): Promise<number>;
  /** Resolves with its exit code. */
  readonly ended: Promise<number>;
}

/** How a process is started. */
export interface StartOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
}

/** Starts `deno <args>` directly, not through a shell that would survive it. */
export function startProcess(
  args: readonly string[],
  { cwd, env }: StartOptions = {},
): Running {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1", ...env },
    ...(cwd === undefined ? {} : { cwd }),
  }).spawn();
  const errors = new Response(child.stderr).text();
  const lines = linesOf(child.stdout);
  const ended = child.status.then(({ code }) => code);
  const signal = async (name: Deno.Signal): Promise<number> => {
    try {
      child.kill(name);
    } catch (error) {
      // It was gone already.
      if (!(error instanceof TypeError)) throw error;
    }
    const code = await ended;
    // The rest of its output, so that no stream outlives the test.
    while (!(await lines.next()).done);
    await errors;
    return code;
  };
  return {
    pid: child.pid,
    line: async () => (await lines.next()).value ?? null,
    errors: () => errors,
    killHard: async () => void await signal("SIGKILL"),
    stop: () => signal("SIGTERM"),
    ended,
  };
}

async function* linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}
