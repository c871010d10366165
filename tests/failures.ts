/** What failed, short: where only the end of a long output is kept, that is all there is to go by. */

/** Lines of one failure: its sentence, and what differs. */
const MOST_LINES = 12;
const LONGEST = 200;

const SIGNS: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function plain(text: string): string {
  return text.replace(
    /&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi,
    (whole, ten, hex, name) =>
      name
        ? SIGNS[name] ?? whole
        : String.fromCodePoint(ten ? Number(ten) : parseInt(hex, 16)),
  );
}

/** The failed cases of a JUnit report, each with the beginning of its message and no stack. */
export function listFailures(report: string): string[] {
  const cases = report.matchAll(
    /<testcase name="([^"]*)"[^>]*>\s*<(?:failure|error) message="([^"]*)"/g,
  );
  const failed = [...cases].map(([, name, message]) => ({
    name: plain(name!),
    message: plain(message!),
  }));
  // A story fails because its step did: the step says why.
  return failed.filter(({ name }) =>
    !failed.some((other) => other.name.startsWith(`${name} > `))
  ).map(({ name, message }) => `${name}\n${shorten(message)}`);
}

function shorten(message: string): string {
  const [first = "", ...rest] = message.split("\n").filter((line) =>
    line.trim()
  );
  const differs = rest.filter((line) => /^[+-]/.test(line));
  return [first, ...differs.length > 0 ? differs : rest]
    .slice(0, MOST_LINES)
    .map((line) => `  ${line.slice(0, LONGEST)}`)
    .join("\n");
}
