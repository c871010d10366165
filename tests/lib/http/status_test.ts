import assert from "node:assert/strict";
import { HttpError } from "fresh";
import {
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  SignedOut,
  StorageFull,
  TooLarge,
  TooMany,
  Unavailable,
} from "@/lib/errors.ts";
import { headersOf, sentenceOf, statusOf } from "@/lib/http/status.ts";

Deno.test("statusOf() maps every problem once", () => {
  const phrase = { key: "error.forbidden" } as const;
  const expected: [unknown, number][] = [
    [new Invalid({}), 422],
    [new NotFound(phrase), 404],
    [new Forbidden(phrase), 403],
    [new SignedOut(phrase), 401],
    [new Conflict(phrase), 409],
    [new TooMany(3), 429],
    [new TooLarge(phrase), 413],
    [new StorageFull(), 507],
    [new Unavailable(), 503],
    [new HttpError(404), 404],
    [new HttpError(405), 405],
    [new URIError("x"), 400],
    [new TypeError("x"), 500],
    [Object.assign(new Error("x"), { status: 200 }), 500],
    [{ status: 404 }, 500],
    [null, 500],
    ["text", 500],
  ];
  for (const [error, status] of expected) assert.equal(statusOf(error), status);
});

Deno.test("sentenceOf() never repeats what an error says of itself", () => {
  assert.deepEqual(sentenceOf(new Error("secret")), { key: "error.unknown" });
  assert.deepEqual(sentenceOf(new HttpError(404, "secret")), {
    key: "error.not_found",
  });
  assert.deepEqual(sentenceOf(new HttpError(418, "secret")), {
    key: "error.bad_request",
  });
  assert.deepEqual(sentenceOf(new TooMany(3)), {
    key: "error.too_many",
    values: { seconds: 3 },
  });
});

Deno.test("headersOf() says when to try again, never sooner than in a second", () => {
  assert.deepEqual(headersOf(new TooMany(0.2)), { "retry-after": "1" });
  assert.deepEqual(headersOf(new Unavailable(5)), { "retry-after": "5" });
  assert.deepEqual(headersOf(new Error("x")), {});
});
