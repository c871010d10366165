import assert from "node:assert/strict";
import { listFailures } from "./failures.ts";

async function reportOf(source: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/some_test.ts`, source);
    await new Deno.Command(Deno.execPath(), {
      args: [
        "test",
        "--no-check",
        "--no-config",
        `--junit-path=${folder}/report.xml`,
        `${folder}/some_test.ts`,
      ],
      env: { NO_COLOR: "1" },
      stdout: "null",
      stderr: "null",
    }).output();
    return await Deno.readTextFile(`${folder}/report.xml`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("what failed is told by its innermost name, with its message and no stack", async () => {
  const report = await reportOf(`
    import assert from "node:assert/strict";
    Deno.test("a <story> & more", async (t) => {
      if (!await t.step("one step", () => assert.equal("a\\nb\\nc", "a\\nd\\nc"))) {
        throw new Error("Not so");
      }
    });
    Deno.test("thrown", () => { throw new TypeError("no 'x'"); });
    Deno.test("fine", () => {});
  `);
  const [thrown, step, ...more] = listFailures(report).sort((a, b) =>
    Number(a.startsWith("a <")) - Number(b.startsWith("a <"))
  );
  assert.deepEqual(more, []);
  assert.equal(thrown, "thrown\n  Uncaught TypeError: no 'x'");
  const [name, sentence, ...differs] = step!.split("\n");
  assert.equal(name, "a <story> & more > one step");
  assert.match(sentence!, /AssertionError/);
  assert.ok(differs.some((line) => line.includes("b")), step);
  assert.doesNotMatch(step!, /some_test|40_test/);
});

Deno.test("however much differs, a failure stays short", () => {
  const message = ["AssertionError: so", ...Array(500).fill("+ ".repeat(400))]
    .join("\n");
  const [told, ...more] = listFailures(
    `<testcase name="long" line="1">\n<failure message="${message}">x</failure>`,
  );
  assert.deepEqual(more, []);
  assert.ok(told!.length < 3_000, `${told!.length}`);
});

Deno.test("a report without a failure tells nothing", () => {
  assert.deepEqual(listFailures('<testcase name="fine"></testcase>'), []);
});
