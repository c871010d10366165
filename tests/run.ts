/**
 * `deno task test`: builds, makes sure that what the tests need is there, runs
 * every group, says once more what failed and ends with one line, "N passed,
 * N failed". Groups run one
 * after another: two heavy ones at once would disturb each other's clocks.
 */
import { listFailures } from "./failures.ts";
import { ensurePackages } from "./support/ensure_packages.ts";

interface Group {
  readonly name: string;
  readonly paths: readonly string[];
  readonly parallel: boolean;
  readonly ignore?: readonly string[];
}

/** They stand beside the units they are about, but need the browser to themselves. */
const IN_BROWSER = [
  "tests/lib/client/page_browser_test.ts",
  "tests/lib/fresh/own/islands_browser_test.ts",
];

const GROUPS: readonly Group[] = [
  {
    name: "units",
    paths: [
      "tests/architecture_test.ts",
      "tests/docs_test.ts",
      "tests/failures_test.ts",
      "tests/lint_rules_test.ts",
      "tests/lib",
      "tests/components",
    ],
    parallel: true,
    ignore: IN_BROWSER,
  },
  { name: "routes", paths: ["tests/routes", "tests/live"], parallel: true },
  {
    name: "faults",
    paths: ["tests/faults", "tests/security"],
    parallel: false,
  },
  { name: "browser", paths: ["tests/browser", ...IN_BROWSER], parallel: false },
];

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What failed, in a few lines each. */
  readonly failures: readonly string[];
}

async function run(group: Group): Promise<Outcome> {
  const paths = [];
  for (const path of group.paths) {
    if (await Deno.stat(path).catch(() => null)) paths.push(path);
  }
  console.log(`\n== ${group.name}: ${paths.join(" ")}`);
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  const started = performance.now();
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "-A",
      "--no-check",
      ...(group.parallel ? ["--parallel"] : []),
      ...(group.ignore ? [`--ignore=${group.ignore.join(",")}`] : []),
      `--junit-path=${report}`,
      ...paths,
    ],
    stdout: "inherit",
    stderr: "inherit",
    env: { NO_COLOR: "1" },
  }).output();
  const seconds = Math.round((performance.now() - started) / 1000);
  const text = await Deno.readTextFile(report).catch(() => "");
  await Deno.remove(report);
  const { passed, failed } = count(text);
  const told = JSON.stringify({ passed, failed });
  console.log(`== ${group.name}: ${told} in ${seconds} s`);
  // A module that cannot load leaves no test case behind, only an exit code.
  return code !== 0 && failed === 0
    ? { passed, failed: 1, failures: [`${group.name}: ended with ${code}`] }
    : { passed, failed, failures: listFailures(text) };
}

/** Adds up the suites of a JUnit report. */
function count(report: string): Omit<Outcome, "failures"> {
  let [passed, failed] = [0, 0];
  for (const [head] of report.matchAll(/<testsuite [^>]*>/g)) {
    const number = (name: string) =>
      Number(head.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
    const bad = number("failures") + number("errors");
    failed += bad;
    passed += number("tests") - bad - number("disabled") - number("skipped");
  }
  return { passed, failed };
}

async function build(): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "build"],
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return success;
}

if (import.meta.main) {
  const only = Deno.args.filter((name) => !name.startsWith("-"));
  await ensurePackages();
  let outcomes: Outcome[] = [{ passed: 0, failed: 1, failures: ["build"] }];
  if (await build()) {
    outcomes = [];
    for (const group of GROUPS) {
      if (only.length > 0 && !only.includes(group.name)) continue;
      outcomes.push(await run(group));
    }
  } else console.error("The build failed; no test was run.");
  const total = outcomes.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    failures: [...a.failures, ...b.failures],
  }), { passed: 0, failed: 0, failures: [] });
  for (const one of total.failures) console.log(`\nFAILED: ${one}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  Deno.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}
