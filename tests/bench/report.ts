/** Figures, how they are judged, and how they are printed. */

/** A measurement in several rounds. */
export interface Figure {
  readonly name: string;
  /** What is measured, in words and with its unit: `12.3 µs`. */
  readonly value: string;
  /** This run's ratio to the baseline of the same round, once per round. */
  readonly ratios?: readonly number[];
  /** One number to hold against the goal where there is no baseline. */
  readonly amount?: number;
  /** Spread of the value where there are no ratios. */
  readonly spread?: string;
}

/** A ratio over its goal by more than this ends the bench with 1: the machine is not alone. */
const LENIENCE = 1.5;

type Budgets = Readonly<Record<string, { most: number; exact?: boolean }>>;

/** The goals, each a most. `exact` ones are counted, not timed: no lenience. */
export const budgets: Budgets = JSON.parse(
  await Deno.readTextFile(new URL("./budgets.json", import.meta.url)),
);

let failures = 0;

/** How many figures missed their goal by more than the clock may err. */
export function failed(): number {
  return failures;
}

/** Prints `name value ratio goal pass|FAIL spread`. A figure without a goal prints `-`. */
export function report(figure: Figure): void {
  const { name, value, ratios } = figure;
  const budget = budgets[name];
  const measured = ratios ? median(ratios) : figure.amount;
  let verdict = "-";
  if (budget && measured !== undefined) {
    verdict = measured <= budget.most ? "pass" : "FAIL";
    const most = budget.exact ? budget.most : budget.most * LENIENCE;
    if (!(measured <= most)) failures++;
  }
  console.log([
    name.padEnd(28),
    value.padEnd(16),
    (ratios ? `${median(ratios).toFixed(2)}x` : "-").padEnd(8),
    (budget ? `<=${budget.most}` : "-").padEnd(8),
    verdict.padEnd(5),
    ratios ? range(ratios, 2) + "x" : figure.spread ?? "-",
  ].join(" "));
}

/** Says why something was not measured. */
export function skipped(name: string, reason: string): void {
  console.log(`${name.padEnd(28)} skipped: ${reason}`);
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[half]!
    : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

/** Least and greatest. */
export function range(values: readonly number[], digits = 1): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${least.toFixed(digits)}-${most.toFixed(digits)}`;
}
