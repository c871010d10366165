import assert from "node:assert/strict";
import plugin from "./lint_rules.ts";

function remarks(file: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, file, source).map(({ id }) => id);
}

Deno.test("lint: a visible word that is no phrase is refused", () => {
  const file = "/p/components/controls/Button.tsx";
  assert.deepEqual(remarks(file, "const a = <b>Save</b>;"), [
    "parley/words-from-catalog",
  ]);
  assert.deepEqual(remarks(file, 'const a = <b aria-label="حفظ" />;'), [
    "parley/words-from-catalog",
  ]);
  assert.deepEqual(
    remarks(file, 'const a = <b aria-label={t("common.save")}>· {x}</b>;'),
    [],
  );
  assert.deepEqual(remarks("/p/lib/x.tsx", "const a = <b>Save</b>;"), []);
});

Deno.test("lint: a style attribute is refused", () => {
  assert.deepEqual(
    remarks("/p/components/X.tsx", 'const a = <b style="color:red" />;'),
    ["parley/no-inline-style"],
  );
});

Deno.test("lint: a private file is imported only by its neighbours", () => {
  const source = 'import { x } from "@/lib/kv/_key.ts";';
  assert.deepEqual(remarks("/p/lib/messages/send.ts", source), [
    "parley/private-files-stay-home",
  ]);
  assert.deepEqual(
    remarks("/p/lib/kv/read.ts", 'import { x } from "./_key.ts";'),
    [],
  );
  assert.deepEqual(remarks("/p/tests/lib/kv/key_test.ts", source), []);
});
