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

const handlers = new Map<string, JobHandler<Job>>();

/**
 * Names the handler of a kind.
 * @returns takes it back again, for tests
 * @throws TypeError when the kind has one already
 */
export function onJob<J extends Job>(
  kind: J["kind"],
  handler: JobHandler<J>,
): () => void {
  if (handlers.has(kind)) {
    throw new TypeError(`Two handlers for jobs of the kind "${kind}"`);
  }
  // Rows of a kind are written by later() with the type their handler names.
  handlers.set(kind, handler as JobHandler<Job>);
  return () => void handlers.delete(kind);
}

/** The handler of a kind. @throws Error when nobody has named one */
export function handlerOf(kind: string): JobHandler<Job> {
  const handler = handlers.get(kind);
  if (!handler) throw new Error(`No handler for jobs of the kind "${kind}"`);
  return handler;
}
