/// <reference lib="deno.worker" />
/** Runs in a Web Worker: one Argon2id takes a tenth of a second and would stop every stream. */
import { argon2id } from "hash-wasm";
import type { HashJob } from "./_hasher.ts";

/** A job under its number. */
export interface Numbered {
  readonly number: number;
  readonly job: HashJob;
}

/** Its tag, or why there is none. */
export interface Answer {
  readonly number: number;
  readonly tag?: Uint8Array;
  readonly error?: string;
}

const port = self as unknown as {
  onmessage: (event: MessageEvent<Numbered>) => void;
  postMessage(answer: Answer): void;
};

port.onmessage = async ({ data: { number, job } }) => {
  try {
    const tag = await argon2id({
      password: job.secret,
      salt: job.salt,
      memorySize: job.cost.memory,
      iterations: job.cost.passes,
      parallelism: job.cost.lanes,
      hashLength: job.length,
      outputType: "binary",
    });
    port.postMessage({ number, tag });
  } catch (error) {
    port.postMessage({ number, error: String(error) });
  }
};
