/** What stands in the store's keys, which are not sealed. */
import assert from "node:assert/strict";
import { allFamilies } from "@/lib/kv/family.ts";
import { loadFamilies } from "@/lib/operations/print_keys.ts";

/** Parts that are numbers, random, or hashes of what is random. */
const HARMLESS = [
  "user",
  "user or group",
  "lower user",
  "higher user",
  "author",
  "conversation",
  "session",
  "id",
  "seq",
  "n",
  // The number of the entry that a thread hangs on.
  "root",
  "size",
  "batch",
  "chunk",
  "node",
  "due",
  "end",
  // The hour in which rules of retention are applied.
  "night",
  // When a message was written: its own row says so by its place.
  "at",
  "time and chance",
  "bucket",
  "SHA-256 of the token",
  "hash of purpose and browser",
  "keyed hash",
  // Random ids.
  "mail",
  "instance",
  "link",
  "other user",
  "report",
  "blob",
  // Of a reference to bytes: a conversation or a user.
  "holder",
  "file",
  "folder",
  // One of two words of ours.
  "kind",
];

Deno.test("H8 whatever stands in a key and is no number, id or random hash is hidden", async () => {
  await loadFamilies();
  const families = allFamilies().filter(({ name }) => !name.startsWith("test"));
  assert.ok(families.some(({ hidden }) => hidden.includes(true)));
  for (const { name, parts, hidden } of families) {
    for (const [i, part] of parts.entries()) {
      assert.ok(
        hidden[i] || HARMLESS.includes(part),
        `"${part}" of "${name}": say \`hidden: ["${part}"]\`, or that it is harmless here`,
      );
    }
  }
});
