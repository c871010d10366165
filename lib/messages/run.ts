/** A page's worth of entries, of the log or of a thread. */
import { listEntries } from "@/lib/conversations/entries.ts";
import { listThread } from "@/lib/conversations/thread_log.ts";
import { type Message, PAGE_SIZE } from "./model.ts";

/** Where a page of history is: at the end, before, after or around a number. */
export interface Spot {
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
}

/** Where runs are read from. */
export type Source = (options: {
  after?: number;
  before?: number;
  limit: number;
  reverse?: boolean;
}) => Promise<Message[]>;

/** The log itself, as far back as one may read. */
export function logOf(id: string, from = 1): Source {
  return (options) =>
    from > 1
      ? listEntries(id, {
        ...options,
        after: Math.max(options.after ?? 0, from - 1),
      })
      : listEntries(id, options);
}

/** The thread of a message. */
export function threadOf(id: string, root: number): Source {
  return (options) => listThread(id, root, options);
}

/** What a page shows, and what stands around it. */
export interface Run {
  readonly messages: Message[];
  readonly before: Message | null;
  readonly newer: boolean;
}

/** Past either end there is nothing: an empty run, so that paging on ends there. */
export async function readRun(source: Source, spot: Spot): Promise<Run> {
  if (spot.around !== undefined) {
    const middle = Math.floor(spot.around);
    const half = Math.floor(PAGE_SIZE / 2);
    const [head, tail] = await Promise.all([
      backwards(source, middle, half + 1),
      source({ after: middle - 1, limit: half + 1 }),
    ]);
    return {
      messages: [...head.slice(-half), ...tail.slice(0, half)],
      before: head.length > half ? head[0]! : null,
      newer: tail.length > half,
    };
  }
  if (spot.after !== undefined) {
    const after = Math.floor(spot.after);
    const [[head], tail] = await Promise.all([
      backwards(source, after + 1, 1),
      source({ after, limit: PAGE_SIZE + 1 }),
    ]);
    return {
      messages: tail.slice(0, PAGE_SIZE),
      before: tail.length > 0 ? head ?? null : await lastOf(source),
      newer: tail.length > PAGE_SIZE,
    };
  }
  const before = spot.before === undefined ? undefined : Math.ceil(spot.before);
  // One more than the page: it decides how the first row is grouped.
  const [run, [last]] = await Promise.all([
    backwards(source, before, PAGE_SIZE + 1),
    before === undefined ? [] : source({ after: before - 1, limit: 1 }),
  ]);
  return {
    messages: run.slice(-PAGE_SIZE),
    before: run.length > PAGE_SIZE ? run[0]! : null,
    newer: last !== undefined ||
      run.length === 0 && await lastOf(source) !== null,
  };
}

async function lastOf(source: Source): Promise<Message | null> {
  return (await backwards(source, undefined, 1))[0] ?? null;
}

async function backwards(
  source: Source,
  before: number | undefined,
  limit: number,
): Promise<Message[]> {
  const run = await source({
    ...(before === undefined ? {} : { before }),
    limit,
    reverse: true,
  });
  return run.reverse();
}
