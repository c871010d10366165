import assert from "node:assert/strict";
import fc from "fast-check";
import { safeNext } from "@/lib/http/safe_next.ts";

Deno.test("safeNext() takes a path on this site as it is", () => {
  for (const path of ["/", "/conversations/c1?around=5#m-5", "/a%20b"]) {
    assert.equal(safeNext(path), path);
  }
});

Deno.test("safeNext() falls back for everything that leads elsewhere", () => {
  const foreign = [
    null,
    undefined,
    "",
    "conversations",
    "https://evil.example/",
    "javascript:alert(1)",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/a/..//evil.example",
    "/.//evil.example",
    "/%2e//evil.example",
    "/\ud800",
    "/" + "a".repeat(3_000),
  ];
  for (const wish of foreign) {
    assert.equal(safeNext(wish, "/home"), "/home", String(wish));
  }
});

Deno.test("safeNext() never leaves the origin", () => {
  const piece = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    ":",
    "@",
    "?",
    "#",
    "%2f",
    "%5c",
    "\t",
    "\n",
    " ",
    "evil.example",
    "http",
    "\u3000",
    "／",
  );
  const wishes = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl(),
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
    fc.array(piece, { maxLength: 8 }).map((parts) => "/" + parts.join("")),
  );
  const origin = "https://chat.example.org";
  fc.assert(
    fc.property(wishes, (wish) => {
      const path = safeNext(wish);
      assert.ok(path.startsWith("/"));
      assert.equal(new URL(path, origin).origin, origin);
      assert.doesNotMatch(path, /[\r\n]/);
      // What was taken once is taken again: nothing changes on a second look.
      assert.equal(safeNext(path), path);
    }),
    { numRuns: 2_000 },
  );
});
