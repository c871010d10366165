import assert from "node:assert/strict";
import { App, type Context, type Method } from "fresh";
import { asking, reading } from "./ask.ts";

const say = (text: string) => () => new Response(text);
const params = (ctx: Context<unknown>) => Response.json(ctx.params);

Deno.test("an exact path beats a pattern that was added before it", async () => {
  const read = reading(
    new App().get("/items/:id", say("any")).get("/items/new", say("new")),
  );
  assert.equal(await read("/items/new"), "new");
  assert.equal(await read("/items/5"), "any");
});

Deno.test("of two handlers for the same path and method the first wins", async () => {
  const read = reading(new App().get("/", say("one")).get("/", say("two")));
  assert.equal(await read("/"), "one");
});

Deno.test("of two patterns that fit the first wins", async () => {
  const read = reading(
    new App().get("/:page", say("one")).get("/:other", say("two")),
  );
  assert.equal(await read("/x"), "one");
});

Deno.test("a pattern's parameters are in ctx.params", async () => {
  const read = reading(new App().get("/a/:one/b/:two", params));
  assert.equal(await read("/a/1/b/2"), '{"one":"1","two":"2"}');
});

Deno.test("parameters are decoded", async () => {
  const read = reading(new App().get("/:name", params));
  assert.equal(await read("/caf%C3%A9%20au%20lait"), '{"name":"café au lait"}');
});

Deno.test("an encoded slash stays part of its parameter", async () => {
  const read = reading(new App().get("/:name", params));
  assert.equal(await read("/a%2Fb"), '{"name":"a%2Fb"}');
});

Deno.test("a parameter does not reach over a slash", async () => {
  const ask = asking(new App().get("/:name", say("one")));
  assert.equal((await ask("/a")).status, 200);
  assert.equal((await ask("/a/b")).status, 404);
});

Deno.test("a parameter can be part of a segment", async () => {
  const read = reading(new App().get("/v:major.:minor", params));
  assert.equal(await read("/v2.10"), '{"major":"2","minor":"10"}');
});

Deno.test("a star in a parameter takes the rest of the path", async () => {
  const read = reading(new App().get("/files/:path*", params));
  assert.equal(await read("/files/a/b/c"), '{"path":"a/b/c"}');
});

Deno.test("an optional parameter may be absent", async () => {
  const read = reading(new App().get("/blog{/:page}?", params));
  assert.equal(await read("/blog/2"), '{"page":"2"}');
  assert.equal(await read("/blog"), '{"page":""}');
});

Deno.test("an exact path has no parameters", async () => {
  assert.equal(await reading(new App().get("/a", params))("/a"), "{}");
});

Deno.test("a path answers with and without a slash at its end", async () => {
  const read = reading(new App().get("/a", say("a")));
  assert.equal(await read("/a"), "a");
  assert.equal(await read("/a/"), "a");
});

Deno.test("the query is no part of the path", async () => {
  const app = new App().get("/a", (ctx) => ctx.text(ctx.url.search));
  assert.equal(await reading(app)("/a?b=c"), "?b=c");
});

Deno.test("each method has its own handler", async () => {
  const app = new App()
    .get("/", say("GET")).post("/", say("POST")).put("/", say("PUT"))
    .patch("/", say("PATCH")).delete("/", say("DELETE"));
  const ask = asking(app);
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    assert.equal(await (await ask("/", { method })).text(), method);
  }
});

Deno.test("all() answers for every method", async () => {
  const ask = asking(new App().all("/", (ctx) => ctx.text(ctx.req.method)));
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    assert.equal(await (await ask("/", { method })).text(), method);
  }
});

Deno.test("HEAD falls back to GET, without the body", async () => {
  const app = new App().get(
    "/",
    () => new Response("body", { headers: { "x-get": "1" } }),
  );
  const response = await asking(app)("/", { method: "HEAD" });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("x-get"), "1");
  assert.equal(await response.text(), "");
});

Deno.test("HEAD has its own handler if there is one", async () => {
  const app = new App().get("/", say("get")).head(
    "/",
    () => new Response(null, { headers: { "x-head": "1" } }),
  );
  const response = await asking(app)("/", { method: "HEAD" });
  assert.equal(response.headers.get("x-head"), "1");
});

Deno.test("a method that is not served gets 405", async () => {
  const ask = asking(new App().get("/", say("x")).get("/:a", say("x")));
  assert.equal((await ask("/", { method: "POST" })).status, 405);
  assert.equal((await ask("/a", { method: "DELETE" })).status, 405);
});

Deno.test("a path that is not served gets 404", async () => {
  assert.equal((await asking(new App().get("/", say("x")))("/b")).status, 404);
});

Deno.test("OPTIONS names the methods that are served", async () => {
  const ask = asking(new App().get("/", say("x")).post("/", say("x")));
  const response = await ask("/", { method: "OPTIONS" });
  assert.equal(response.status, 204);
  const allow = response.headers.get("allow")?.split(", ") ?? [];
  assert.ok(allow.includes("GET") && allow.includes("POST"));
  assert.ok(!allow.includes("DELETE"));
});

Deno.test("ctx.route is the pattern that fits", async () => {
  const app = new App().get("/a/:id", (ctx) => ctx.text(String(ctx.route)));
  assert.equal(await reading(app)("/a/1"), "/a/:id");
});

Deno.test("several handlers of one path run one after another", async () => {
  const app = new App<{ seen: string }>().get(
    "/",
    (ctx) => {
      ctx.state.seen = "first";
      return ctx.next();
    },
    (ctx) => ctx.text(`${ctx.state.seen}, second`),
  );
  assert.equal(await reading(app)("/"), "first, second");
});

Deno.test("a mounted application answers below its path", async () => {
  const inner = new App<{ by: string }>()
    .use((ctx) => {
      ctx.state.by = "inner";
      return ctx.next();
    })
    .get("/", (ctx) => ctx.text(`root by ${ctx.state.by}`))
    .get("/:id", (ctx) => ctx.text(`${ctx.params.id} by ${ctx.state.by}`));
  const outer = new App<{ by: string }>()
    .get("/", (ctx) => ctx.text(`outer by ${ctx.state.by}`))
    .mountApp("/in", inner);
  const read = reading(outer);
  assert.equal(await read("/in"), "root by inner");
  assert.equal(await read("/in/5"), "5 by inner");
  assert.equal(await read("/"), "outer by undefined");
});

Deno.test("a base path stands before every path", async () => {
  const app = new App({ basePath: "/base" }).get("/a", say("a"));
  const ask = asking(app);
  assert.equal(await (await ask("/base/a")).text(), "a");
  assert.equal((await ask("/a")).status, 404);
});

Deno.test("a handler for each method can be given as a route", async () => {
  const handler = Object.fromEntries(
    (["GET", "PUT"] as Method[]).map((one) => [one, say(one)]),
  );
  const ask = asking(new App().route("/", { handler }));
  assert.equal(await (await ask("/", { method: "PUT" })).text(), "PUT");
  assert.equal((await ask("/", { method: "POST" })).status, 405);
});

Deno.test("a route can be loaded when it is first asked for", async () => {
  let loads = 0;
  const app = new App().route("/", () => {
    loads++;
    return Promise.resolve({ handler: say("late") });
  });
  const read = reading(app);
  assert.equal(loads, 0);
  assert.equal(await read("/"), "late");
  assert.equal(await read("/"), "late");
  assert.equal(loads, 1);
});
