import assert from "node:assert/strict";
import { App, type Middleware } from "fresh";
import { asking } from "./ask.ts";

const answer = (run: Middleware<unknown>, path = "/") =>
  asking(new App().get("/*", run))(path);

Deno.test("redirect() is a 302 unless told otherwise", async () => {
  const response = await answer((ctx) => ctx.redirect("/there?a=b"));
  assert.equal(response.status, 302);
  assert.equal(response.headers.get("location"), "/there?a=b");
});

Deno.test("redirect() takes a status", async () => {
  const response = await answer((ctx) => ctx.redirect("/there", 303));
  assert.equal(response.status, 303);
});

Deno.test("redirect() does not leave the host by doubled slashes", async () => {
  const response = await answer((ctx) => ctx.redirect("//evil.example/a//b"));
  assert.equal(response.headers.get("location"), "/evil.example/a/b");
});

Deno.test("redirect() leaves slashes of the query alone", async () => {
  const response = await answer((ctx) => ctx.redirect("/a?to=http://b//c"));
  assert.equal(response.headers.get("location"), "/a?to=http://b//c");
});

Deno.test("redirect() takes a whole URL", async () => {
  const response = await answer((ctx) => ctx.redirect("https://a.example/"));
  assert.equal(response.headers.get("location"), "https://a.example/");
});

Deno.test("html() says what it is", async () => {
  const response = await answer((ctx) =>
    ctx.html("<p>", { status: 201, headers: { "x-a": "1" } })
  );
  assert.equal(response.status, 201);
  assert.equal(response.headers.get("x-a"), "1");
  const type = response.headers.get("content-type");
  assert.equal(type, "text/html; charset=utf-8");
});

Deno.test("text() and json() say what they are", async () => {
  const text = await answer((ctx) => ctx.text("a", { status: 202 }));
  assert.equal(text.status, 202);
  assert.match(text.headers.get("content-type") ?? "", /^text\/plain/);
  const json = await answer((ctx) => ctx.json({ a: 1 }));
  assert.match(json.headers.get("content-type") ?? "", /^application\/json/);
  assert.deepEqual(await json.json(), { a: 1 });
});

Deno.test("stream() sends what an iterable or generator gives", async () => {
  const pieces = await answer((ctx) => ctx.stream(["a", "b"]));
  assert.equal(await pieces.text(), "ab");
  const response = await answer((ctx) =>
    ctx.stream(async function* () {
      yield "one ";
      await Promise.resolve();
      yield "two";
    }, { headers: { "x-a": "1" } })
  );
  assert.equal(response.headers.get("x-a"), "1");
  assert.equal(await response.text(), "one two");
});

Deno.test("stream() takes bytes", async () => {
  const response = await answer((ctx) =>
    ctx.stream([new Uint8Array([104, 105])])
  );
  assert.equal(await response.text(), "hi");
});

Deno.test("doubled slashes in the path become one", async () => {
  const response = await answer((ctx) => ctx.text(ctx.url.pathname), "/a//b");
  assert.equal(await response.text(), "/a/b");
});

Deno.test("ctx.req is the request as it came", async () => {
  const app = new App().post(
    "/",
    async (ctx) => ctx.text(await ctx.req.text()),
  );
  const response = await asking(app)("/", { method: "POST", body: "hello" });
  assert.equal(await response.text(), "hello");
});

Deno.test("ctx.isPartial is false and ctx.error null in ordinary requests", async () => {
  const response = await answer((ctx) => ctx.json([ctx.isPartial, ctx.error]));
  assert.deepEqual(await response.json(), [false, null]);
});

Deno.test("ctx.config has the base path and the mode", async () => {
  const app = new App({ basePath: "/b" }).get(
    "/",
    (ctx) => ctx.json(ctx.config),
  );
  const config = await (await asking(app)("/b")).json();
  assert.equal(config.basePath, "/b");
  assert.equal(config.mode, "production");
});
