import assert from "node:assert/strict";
import { allFamilies } from "@/lib/kv/family.ts";
import { keysPage } from "@/lib/operations/print_keys.ts";

Deno.test("keysPage() names every family once, and none that only tests have", async () => {
  const page = await keysPage();
  const names = allFamilies().map(({ name }) => name)
    .filter((name) => !name.startsWith("test_"));
  assert.ok(names.includes("message") && names.includes("job"));
  for (const name of names) {
    assert.equal(page.split(`| \`${name}\` `).length, 2, name);
  }
  assert.ok(!page.includes("test_"));
});
