/** Who does which kind of job. `main.ts` connects them at start. */
import type { Job } from "./later.ts";

/**
 * Does a job, or throws to have it tried again later. `signal` says that time
 * is up: the process is stopping, or the lease is about to end.
 */
export type JobHandler<J extends Job> = (
  job: J,
  signal: AbortSignal,
) => Promise<void> | void;

/** Thrown by a handler that knows that trying again is of no use. */
export class GiveUp extends Error {
  override readonly name = "GiveUp";
}

interface Known {
  readonly handler: JobHandler<Job>;
  readonly atOnce: number;
}

const handlers = new Map<string, Known>();

/**
 * Names the handler of a kind. Of a kind that waits for others (a server
 * somewhere) at most `atOnce` run at a time, so that there is room for the rest.
 * @returns takes it back again, for tests
 * @throws TypeError when the kind has one already
 */
export function onJob<J extends Job>(
  kind: J["kind"],
  handler: JobHandler<J>,
  { atOnce = Infinity }: { readonly atOnce?: number } = {},
): () => void {
  if (handlers.has(kind)) {
    throw new TypeError(`Two handlers for jobs of the kind "${kind}"`);
  }
  // Rows of a kind are written by later() with the type their handler names.
  handlers.set(kind, { handler: handler as JobHandler<Job>, atOnce });
  return () => void handlers.delete(kind);
}

/** The handler of a kind. @throws Error when nobody has named one */
export function handlerOf(kind: string): JobHandler<Job> {
  const known = handlers.get(kind);
  if (!known) throw new Error(`No handler for jobs of the kind "${kind}"`);
  return known.handler;
}

/** How many of a kind may run at a time. */
export function atOnceOf(kind: string): number {
  return handlers.get(kind)?.atOnce ?? Infinity;
}
