/** Two things measured in turns, so that whoever disturbs disturbs both. */
import { median } from "./report.ts";

/** What a run of turns came to. */
export interface Pair {
  /** Ratio of the medians, once per round. */
  readonly ratios: number[];
  /** Median of everything, in milliseconds. */
  readonly base: number;
  readonly other: number;
}

/** How often. */
export interface Turns {
  readonly rounds: number;
  /** Repeats of each in one round, one after the other. */
  readonly repeats: number;
}

/** Times two deeds in turns: now one first, now the other. */
export async function inTurns(
  base: () => Promise<unknown>,
  other: () => Promise<unknown>,
  { rounds, repeats }: Turns,
): Promise<Pair> {
  const all: [number[], number[]] = [[], []];
  const ratios: number[] = [];
  for (let i = 0; i < 5; i++) {
    await base();
    await other();
  }
  for (let round = 0; round < rounds; round++) {
    const times: [number[], number[]] = [[], []];
    for (let i = 0; i < repeats; i++) {
      for (const which of i % 2 === 0 ? [0, 1] as const : [1, 0] as const) {
        const began = performance.now();
        await (which === 0 ? base : other)();
        times[which].push(performance.now() - began);
      }
    }
    ratios.push(median(times[1]) / median(times[0]));
    all[0].push(...times[0]);
    all[1].push(...times[1]);
  }
  return { ratios, base: median(all[0]), other: median(all[1]) };
}

/** A time as it is printed. */
export function inMs(ms: number): string {
  return `${ms.toFixed(2)} ms`;
}
