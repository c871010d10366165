import assert from "node:assert/strict";
import {
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  SignedOut,
  StorageFull,
  TooMany,
} from "@/lib/errors.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";

function ctx(body: string, headers: Record<string, string> = {}) {
  const type = "application/x-www-form-urlencoded";
  return {
    req: new Request("http://localhost/x", {
      method: "POST",
      headers: { "content-type": type, ...headers },
      body,
    }),
  };
}

const again = {
  page: (refusal: Refusal) => refusal,
  fragment: (refusal: Refusal) => <textarea>{refusal.kept.text}</textarea>,
};

function fail(error: unknown) {
  return attempt(ctx("text=a%0D%0Ab&password=p"), () => {
    throw error;
  }, again) as Promise<Refusal>;
}

Deno.test("attempt() gives what the deed gives", async () => {
  const result = await attempt(
    ctx("text=hello"),
    (form) => form.text("text"),
    again,
  );
  assert.equal(result, "hello");
});

Deno.test("attempt() shows the form again with status, sentences and typed text", async () => {
  const refusal = await fail(new Invalid({ text: { key: "error.required" } }));
  assert.deepEqual(refusal, {
    status: 422,
    headers: {},
    sentence: { key: "error.required" },
    fields: { text: { key: "error.required" } },
    kept: { text: "a\r\nb" },
    keptAll: { text: ["a\r\nb"] },
  });
  assert.equal(
    (await fail(new Conflict({ key: "error.conflict" }))).status,
    409,
  );
  assert.equal(
    (await fail(new Forbidden({ key: "error.forbidden" }))).status,
    403,
  );
  assert.equal((await fail(new StorageFull())).status, 507);
  const many = await fail(new TooMany(9));
  assert.equal(many.status, 429);
  assert.equal(many.headers["retry-after"], "9");
  assert.equal(many.kept.text, "a\r\nb");
});

Deno.test("attempt() shows the form again when it could not even be read", async () => {
  const empty = await attempt(ctx(""), () => "done", again) as Refusal;
  assert.equal(empty.status, 400);
  assert.deepEqual(empty.kept, {});
  const damaged = await attempt(
    ctx("text=%ff"),
    () => "done",
    again,
  ) as Refusal;
  assert.equal(damaged.status, 422);
  assert.deepEqual(damaged.fields, { text: { key: "error.bad_text" } });
});

Deno.test("attempt() sends the form as a fragment to whoever swaps it in", async () => {
  const res = await attempt(
    ctx("text=%3Cb%3E", { "hx-request": "true" }),
    () => {
      throw new TooMany(3);
    },
    again,
  ) as Response;
  assert.equal(res.status, 429);
  assert.equal(res.headers.get("retry-after"), "3");
  assert.equal(res.headers.get("x-fragment"), "1");
  assert.match(await res.text(), /&lt;b(>|&gt;)<\/textarea>/);
});

Deno.test("attempt() passes on what the sender can do nothing about", async () => {
  for (
    const error of [
      new NotFound({ key: "error.not_found" }),
      new SignedOut({ key: "error.signed_out" }),
      new TypeError("a bug"),
    ]
  ) await assert.rejects(fail(error), (thrown) => thrown === error);
});
