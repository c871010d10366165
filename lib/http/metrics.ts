/**
 * Counters, gauges and histograms in the text format Prometheus reads.
 * In memory, for this process only; labels come from the code, never from a
 * request, so there are always few of them.
 */

/** Labels of one series. */
export type Labels = Readonly<Record<string, string>>;

/** A number that only grows. */
export interface Counter {
  add(amount?: number, labels?: Labels): void;
}

/** How often values fell into each range. */
export interface Histogram {
  observe(value: number): void;
}

const printers = new Map<string, () => string>();

function register(
  name: string,
  help: string,
  type: string,
  lines: () => string[],
): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new Error(`Not the name of a metric: ${name}`);
  }
  const head = `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
  // A later gauge of the same name replaces the former: tests start many apps.
  printers.set(name, () => head + lines().map((line) => line + "\n").join(""));
}

function labelled(name: string, labels: Labels): string {
  const inner = Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(",");
  return inner === "" ? name : `${name}{${inner}}`;
}

/** Declares a counter. */
export function counter(name: string, help: string): Counter {
  const series = new Map<string, number>();
  register(
    name,
    help,
    "counter",
    () => [...series].map(([key, value]) => `${key} ${value}`),
  );
  return {
    add(amount = 1, labels = {}) {
      const key = labelled(name, labels);
      series.set(key, (series.get(key) ?? 0) + amount);
    },
  };
}

/** Declares a gauge, read whenever somebody asks. */
export function gauge(name: string, help: string, read: () => number): void {
  register(name, help, "gauge", () => [`${name} ${read()}`]);
}

/** Declares a histogram with these upper bounds. */
export function histogram(
  name: string,
  help: string,
  bounds: readonly number[],
): Histogram {
  const counts = bounds.map(() => 0);
  let sum = 0;
  let all = 0;
  register(name, help, "histogram", () => [
    ...bounds.map((bound, at) => `${name}_bucket{le="${bound}"} ${counts[at]}`),
    `${name}_bucket{le="+Inf"} ${all}`,
    `${name}_sum ${sum}`,
    `${name}_count ${all}`,
  ]);
  return {
    observe(value) {
      sum += value;
      all++;
      for (let at = 0; at < bounds.length; at++) {
        if (value <= bounds[at]!) counts[at]!++;
      }
    },
  };
}

/** Every metric as text. */
export function printMetrics(): string {
  return [...printers.values()].map((print) => print()).join("");
}
