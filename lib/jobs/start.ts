/** Does the jobs that fall due, until stopped. */
import { list } from "@/lib/kv/read.ts";
import { theStore, withStore } from "@/lib/kv/store.ts";
import { jobs } from "./_keys.ts";
import {
  finishJob,
  type JobKey,
  putBack,
  releaseLeftovers,
  takeJob,
} from "./_lease.ts";
import { atOnceOf, handlerOf } from "./on_job.ts";
import { offPoke, onPoke } from "./_poke.ts";

/** Lets what is running come to an end, and starts nothing new. */
export type Stop = () => Promise<void>;

/** Times in milliseconds; tests shorten them. */
export interface JobOptions {
  /** Between two looks at the outbox. */
  readonly every?: number;
  /** How long a job may take before another instance may begin it. */
  readonly lease?: number;
  /** How long `stop` waits for what is running. */
  readonly grace?: number;
}

/** Jobs under way at once, and rows looked at to find some of a kind that has room. */
const AT_ONCE = 8;
const LOOKED_AT = 200;

/**
 * Starts doing jobs: at once after the change that left them, or else when
 * the next look at the outbox finds them due.
 */
export function startJobs(options: JobOptions = {}): Stop {
  const store = theStore();
  const runner = new Runner(options);
  const look = () => withStore(store, () => runner.look());
  const timer = setInterval(look, options.every ?? 1_000);
  onPoke(store, look);
  const ready = store.shared
    ? Promise.resolve()
    : withStore(store, releaseLeftovers);
  ready.catch((error) => console.error("Jobs left over stay put:", error))
    .then(look);
  return async () => {
    clearInterval(timer);
    offPoke(store);
    await ready.catch(() => {});
    await runner.stop();
  };
}

class Runner {
  readonly #by = crypto.randomUUID();
  readonly #lease: number;
  readonly #grace: number;
  readonly #running = new Map<string, Promise<void>>();
  readonly #kinds = new Map<string, number>();
  readonly #stopping = new AbortController();
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor({ lease = 60_000, grace = 5_000 }: JobOptions) {
    this.#lease = lease;
    this.#grace = grace;
  }

  /** Begins what is due, as far as there is room. */
  look(): void {
    if (this.#stopping.signal.aborted) return;
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#begin()
      .catch((error) => console.error("Cannot look for jobs:", error))
      .finally(() => {
        this.#looking = undefined;
        if (!this.#lookAgain) return;
        this.#lookAgain = false;
        this.look();
      });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#looking;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([
      Promise.all(this.#running.values()),
      new Promise((enough) => timer = setTimeout(enough, this.#grace)),
    ]);
    clearTimeout(timer);
  }

  async #begin(): Promise<void> {
    if (this.#running.size >= AT_ONCE) return;
    // More than there is room for: the rows of those just begun may still stand
    // where they were due, and of some kinds only a few run at a time.
    const due = list(jobs, [], { before: Date.now() + 1, limit: LOOKED_AT });
    for await (const { key, value } of due) {
      const [, id] = key;
      const { kind } = value.job;
      if (this.#stopping.signal.aborted) return;
      if (this.#running.size >= AT_ONCE) return;
      if (this.#running.has(id)) continue;
      const alike = this.#kinds.get(kind) ?? 0;
      if (alike >= atOnceOf(kind)) continue;
      this.#kinds.set(kind, alike + 1);
      const run = this.#run(key).finally(() => {
        const alike = this.#kinds.get(kind)!;
        const full = this.#running.size >= AT_ONCE || alike >= atOnceOf(kind);
        this.#kinds.set(kind, alike - 1);
        this.#running.delete(id);
        // Room again: there may be more due than there was room for.
        if (full) this.look();
      });
      this.#running.set(id, run);
    }
  }

  /** Never rejects: what goes wrong is the job's trouble, not the runner's. */
  async #run(key: JobKey): Promise<void> {
    try {
      const leased = await takeJob(key, this.#by, this.#lease);
      if (!leased) return;
      const { job } = leased.row;
      try {
        await this.#inTime((signal) => handlerOf(job.kind)(job, signal));
      } catch (error) {
        console.error(`A job of the kind "${job.kind}" failed:`, error);
        return await putBack(leased, error);
      }
      await finishJob(leased);
    } catch (error) {
      // The store did not answer; the lease ends and it falls due again.
      console.error("A job could not be noted:", error);
    }
  }

  /** Runs it until it ends or most of the lease is over. */
  async #inTime(
    run: (signal: AbortSignal) => Promise<void> | void,
  ): Promise<void> {
    const late = new AbortController();
    const tooLate = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const error = new Error("It took longer than its lease");
      late.abort(error);
      tooLate.reject(error);
    }, this.#lease * 0.8);
    try {
      const signal = AbortSignal.any([late.signal, this.#stopping.signal]);
      await Promise.race([run(signal), tooLate.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
