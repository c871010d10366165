/** Rules about polls that need no store. */
import type { Poll } from "@/lib/conversations/model.ts";

export const FEWEST_OPTIONS = 2;
export const MOST_OPTIONS = 10;
/** Longest answer, in UTF-16 units. */
export const OPTION_LENGTH = 200;

const HOUR = 3_600_000;

/** How long a poll can stay open, as its form offers it; else it has no end. */
export const CLOSINGS = {
  "1h": HOUR,
  "1d": 24 * HOUR,
  "3d": 72 * HOUR,
  "7d": 7 * 24 * HOUR,
  "30d": 30 * 24 * HOUR,
} as const;
export type Closing = keyof typeof CLOSINGS;

/** What all votes together say, and whether the poll has been closed. */
export interface PollTally {
  /** How many chose each option. */
  readonly counts: readonly number[];
  readonly voters: number;
  readonly closed?: number;
}

/** A poll as its row shows it: totals, and nobody's name. */
export interface ShownPoll {
  readonly options: readonly {
    readonly text: string;
    readonly count: number;
  }[];
  readonly voters: number;
  readonly several: boolean;
  readonly anonymous: boolean;
  /** When it closes, or closed. */
  readonly until?: number;
  readonly closed: boolean;
}

/** Nobody has voted. */
export function emptyTally({ options }: Poll): PollTally {
  return { counts: options.map(() => 0), voters: 0 };
}

/** Is it over? By its time at once, whether or not a job has noted it yet. */
export function isClosed(
  { until }: Poll,
  tally: PollTally | undefined,
  now: number,
): boolean {
  return tally?.closed !== undefined || until !== undefined && until <= now;
}

/** The totals after one person's choice changed. */
export function recounted(
  tally: PollTally,
  before: readonly number[],
  after: readonly number[],
): PollTally {
  return {
    ...tally,
    counts: tally.counts.map((count, i) =>
      count - Number(before.includes(i)) + Number(after.includes(i))
    ),
    voters: tally.voters - Number(before.length > 0) +
      Number(after.length > 0),
  };
}

/** A poll with its totals, for the screen. */
export function showPoll(
  poll: Poll,
  tally: PollTally | undefined,
  now: number,
): ShownPoll {
  const { counts, voters } = tally ?? emptyTally(poll);
  const until = tally?.closed ?? poll.until;
  return {
    options: poll.options.map((text, i) => ({ text, count: counts[i] ?? 0 })),
    voters,
    several: poll.several ?? false,
    anonymous: poll.anonymous ?? false,
    ...(until === undefined ? {} : { until }),
    closed: isClosed(poll, tally, now),
  };
}
