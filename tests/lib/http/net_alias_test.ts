import assert from "node:assert/strict";
import { aliasOf } from "@/lib/http/net_alias.ts";

const DAY = 86_400_000;

Deno.test("a network has one alias on one day, and another on the next", () => {
  const at = 20_000 * DAY;
  const one = aliasOf("203.0.113.7", at);
  assert.match(one, /^[0-9a-f]{12}$/);
  assert.equal(aliasOf("203.0.113.7", at + DAY - 1), one);
  assert.notEqual(aliasOf("203.0.113.8", at), one);
  assert.notEqual(aliasOf("203.0.113.7", at + DAY), one);
  // Not even by the way back is the key of a day found again.
  assert.notEqual(aliasOf("203.0.113.7", at), one);
});
