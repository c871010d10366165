/** Which uploads are being written by a request of this process: one at a time. */

/** Silent for so long, a connection may have been cut without anybody noticing. */
const STALLED = 2_000;

/** A request that writes. */
export class Writing {
  /** When its last bytes came. */
  last = Date.now();
  readonly stopped: Promise<"stopped">;
  readonly done: Promise<void>;
  stop!: () => void;
  #end!: () => void;

  constructor(readonly id: string) {
    this.stopped = new Promise((tell) => this.stop = () => tell("stopped"));
    this.done = new Promise((tell) => this.#end = tell);
  }

  end(): void {
    if (running.get(this.id) === this) running.delete(this.id);
    this.#end();
  }
}

const running = new Map<string, Writing>();

/** Begins to write, unless somebody else does. */
export function startWriting(id: string): Writing | null {
  if (running.has(id)) return null;
  const writing = new Writing(id);
  running.set(id, writing);
  return writing;
}

/** Ends what writes there, and waits until it has kept what it had. */
export async function stopWriting(id: string): Promise<void> {
  const writing = running.get(id);
  writing?.stop();
  await writing?.done;
}

/** The same, if nothing has come for a while. */
export async function stopStalled(id: string): Promise<void> {
  const last = running.get(id)?.last;
  if (last !== undefined && Date.now() - last > STALLED) await stopWriting(id);
}
