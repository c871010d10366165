import { TooMany } from "@/lib/errors.ts";
import type { Answer, Numbered } from "./_hash_worker.ts";

/** What one Argon2id costs. */
export interface Cost {
  /** KiB of memory. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

/** One Argon2id to be computed. `secret` is the peppered password, never the password. */
export interface HashJob {
  readonly secret: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Cost;
  readonly length: number;
}

/** Computes the tag of a job. */
export type Hasher = (job: HashJob) => Promise<Uint8Array>;

/** In the worker at once: one runs, the next is there already. */
const AT_ONCE = 2;
/** Beyond, people are told to come back: about three seconds of work. */
const MOST_WAITING = 24;

interface Waiting extends Numbered {
  resolve(tag: Uint8Array): void;
  reject(error: Error): void;
}

let worker: Worker | null = null;
let numbers = 0;
const waiting: Waiting[] = [];
const running = new Map<number, Waiting>();

/**
 * Hashes in the one worker, in the order asked.
 * @throws TooMany when too many wait already
 */
export function hashInWorker(job: HashJob): Promise<Uint8Array> {
  if (waiting.length >= MOST_WAITING) return Promise.reject(new TooMany(3));
  return new Promise((resolve, reject) => {
    waiting.push({ number: ++numbers, job, resolve, reject });
    next();
  });
}

/** Ends the worker; whoever waits is refused. It starts again when needed. */
export function stopHashing(): void {
  worker?.terminate();
  worker = null;
  failAll(new Error("Hashing was stopped"));
}

function next(): void {
  while (running.size < AT_ONCE) {
    const one = waiting.shift();
    if (!one) return;
    running.set(one.number, one);
    const { number, job } = one;
    (worker ??= start()).postMessage({ number, job } satisfies Numbered);
  }
}

function start(): Worker {
  // Needs leave to read exactly this file.
  const url = new URL("./_hash_worker.ts", import.meta.url);
  const started = new Worker(url, { type: "module" });
  started.onmessage = ({ data }: MessageEvent<Answer>) => {
    const one = running.get(data.number);
    running.delete(data.number);
    if (data.tag) one?.resolve(data.tag);
    else one?.reject(new Error(data.error ?? "No tag"));
    next();
  };
  started.onerror = (event) => {
    // Else the error ends the whole process.
    event.preventDefault();
    if (worker !== started) return;
    worker = null;
    failAll(new Error(`The hashing worker failed: ${event.message}`));
  };
  return started;
}

function failAll(error: Error): void {
  const all = [...running.values(), ...waiting];
  running.clear();
  waiting.length = 0;
  for (const one of all) one.reject(error);
}
