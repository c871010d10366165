import { askedBytes } from "@/lib/http/byte_range.ts";
import assert from "node:assert/strict";

const TAG = '"abc"';
const SIZE = 1_000;
const ask = (headers: Record<string, string>, method = "GET", size = SIZE) =>
  askedBytes(new Request("http://localhost/", { headers, method }), TAG, size);
const all = { status: 200, first: 0, last: 999 };
const part = (first: number, last: number) => ({ status: 206, first, last });

Deno.test("a range is first to last, open at its end, or from the end", () => {
  const ranges = {
    "bytes=0-0": part(0, 0),
    "bytes=0-": part(0, 999),
    "bytes=10-19": part(10, 19),
    "bytes=990-5000": part(990, 999),
    "bytes=999-": part(999, 999),
    "bytes=-1": part(999, 999),
    "bytes=-5000": part(0, 999),
    "BYTES = 1 - 2": part(1, 2),
    [`bytes=1-${"9".repeat(40)}`]: part(1, 999),
  };
  for (const [range, answer] of Object.entries(ranges)) {
    assert.deepEqual(ask({ range }), answer, range);
  }
});

Deno.test("what lies beyond the end is 416; what is no range is all of it", () => {
  for (const range of ["bytes=1000-", "bytes=1000-2000", "bytes=-0"]) {
    assert.deepEqual(ask({ range }), { status: 416 }, range);
  }
  assert.deepEqual(ask({ range: "bytes=-5" }, "GET", 0), { status: 416 });
  const wrong = ["bytes=", "bytes=-", "bytes=9-3", "bytes=a-b", "lines=1-2"];
  for (const range of [...wrong, "bytes=0-1,5-6", "bytes=1-2-3"]) {
    assert.deepEqual(ask({ range }), all, range);
  }
  assert.deepEqual(ask({ range: "bytes=0-1" }, "HEAD"), all);
});

Deno.test("a range holds only while the tag does; weak tags and dates do not hold it", () => {
  const range = "bytes=0-1";
  assert.deepEqual(ask({ range, "if-range": TAG }), part(0, 1));
  const others = ['"other"', `W/${TAG}`, "Tue, 24 Nov 2026 20:00:00 GMT"];
  for (const one of others) {
    assert.deepEqual(ask({ range, "if-range": one }), all, one);
  }
});

Deno.test("whoever has it already gets 304, whoever wants another one 412", () => {
  for (const one of [TAG, `W/${TAG}`, `"x", ${TAG}`, "*"]) {
    assert.deepEqual(ask({ "if-none-match": one }), { status: 304 }, one);
    const both = { "if-none-match": one, range: "bytes=5000-" };
    assert.deepEqual(ask(both), { status: 304 });
  }
  assert.deepEqual(ask({ "if-none-match": '"x"' }), all);
  assert.deepEqual(ask({ "if-match": '"x"' }), { status: 412 });
  assert.deepEqual(ask({ "if-match": `W/${TAG}` }), { status: 412 });
  assert.deepEqual(ask({ "if-match": TAG }), all);
});
