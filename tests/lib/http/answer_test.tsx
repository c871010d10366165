import assert from "node:assert/strict";
import { answer } from "@/lib/http/answer.ts";
import { readerFor } from "@/lib/i18n/catalog.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const Row = () => <p>{useReader().t("common.save")}</p>;
const state = { reader: readerFor("ar", "UTC") };

function ctx(headers: Record<string, string> = {}) {
  return { req: new Request("http://localhost/x", { headers }), state };
}

const swapping: Record<string, string>[] = [
  { "hx-request": "true" },
  { "x-fragment": "1" },
  { "hx-request": "true", "hx-request-type": "partial" },
];
const plain: Record<string, string>[] = [
  {},
  { "hx-request": "true", "hx-history-restore-request": "true" },
  { "hx-request": "true", "hx-request-type": "full" },
];

Deno.test("answer() redirects a plain request after a deed, with 303", () => {
  for (const headers of plain) {
    const res = answer(ctx(headers), {
      redirect: "/conversations",
      fragment: <Row />,
      headers: { "set-cookie": "a=1" },
    });
    assert.equal(res.status, 303);
    assert.equal(res.headers.get("location"), "/conversations");
    assert.equal(res.headers.get("set-cookie"), "a=1");
    assert.match(res.headers.get("vary")!, /HX-Request.*X-Fragment/);
  }
});

Deno.test("answer() sends the fragment to whoever swaps, in the reader's language", async () => {
  for (const headers of swapping) {
    const res = answer(ctx(headers), {
      redirect: "/c",
      fragment: <Row />,
    });
    assert.equal(res.status, 200);
    assert.equal(res.headers.get("x-fragment"), "1");
    assert.equal(res.headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(res.headers.get("vary")!, /HX-Request.*X-Fragment/);
    assert.equal(await res.text(), "<p>حفظ</p>");
  }
});

Deno.test("answer() tells a swapping request where to go when there is nothing to swap", () => {
  const res = answer(ctx({ "hx-request": "true" }), {
    redirect: "/conversations",
  });
  assert.equal(res.status, 200);
  assert.equal(res.headers.get("hx-redirect"), "/conversations");
  assert.equal(res.headers.get("location"), null);
});

Deno.test("answer() to a question is the page, or the part of it that changes", () => {
  const how = { page: () => "page", fragment: () => <Row /> };
  for (const headers of plain) assert.equal(answer(ctx(headers), how), "page");
  for (const headers of swapping) {
    assert.ok(answer(ctx(headers), how) instanceof Response);
  }
});
