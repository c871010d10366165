import assert from "node:assert/strict";
import { App, createDefine, HttpError } from "fresh";
import { asking, reading } from "./ask.ts";

interface Trail {
  trail: string[];
}

const define = createDefine<Trail>();
const step = (name: string) =>
  define.middleware((ctx) => {
    (ctx.state.trail ??= []).push(name);
    return ctx.next();
  });
const tell = define.middleware((ctx) => ctx.json(ctx.state.trail ?? []));

Deno.test("middleware runs in the order it was added", async () => {
  const app = new App<Trail>().use(step("a")).use(step("b"), step("c"))
    .get("/", tell);
  assert.equal(await reading(app)("/"), '["a","b","c"]');
});

Deno.test("middleware counts only for routes added after it", async () => {
  const app = new App<Trail>().get("/before", tell).use(step("a"))
    .get("/after", tell);
  const read = reading(app);
  assert.equal(await read("/before"), "[]");
  assert.equal(await read("/after"), '["a"]');
});

Deno.test("middleware with a path runs below it only", async () => {
  const app = new App<Trail>().use("/in", step("in"))
    .get("/in", tell).get("/in/deep/:id", tell).get("/inside", tell);
  const read = reading(app);
  assert.equal(await read("/in"), '["in"]');
  assert.equal(await read("/in/deep/1"), '["in"]');
  assert.equal(await read("/inside"), "[]");
});

Deno.test("middleware further out runs first", async () => {
  const app = new App<Trail>().use("/a/b", step("inner"))
    .use("/a", step("middle")).use(step("outer")).get("/a/b", tell);
  assert.equal(await reading(app)("/a/b"), '["outer","middle","inner"]');
});

Deno.test("middleware can answer by itself", async () => {
  let ran = false;
  const app = new App().use(() => new Response("stop", { status: 403 }))
    .get("/", () => {
      ran = true;
      return new Response("go");
    });
  const response = await asking(app)("/");
  assert.equal(response.status, 403);
  assert.equal(await response.text(), "stop");
  assert.equal(ran, false);
});

Deno.test("middleware can change the response on its way out", async () => {
  const order: string[] = [];
  const around = (name: string) =>
    define.middleware(async (ctx) => {
      const response = await ctx.next();
      order.push(name);
      response.headers.set(`x-${name}`, "1");
      return response;
    });
  const app = new App<Trail>().use(around("out")).use(around("in"))
    .get("/", tell);
  const response = await asking(app)("/");
  assert.deepEqual(order, ["in", "out"]);
  assert.equal(response.headers.get("x-out"), "1");
  assert.equal(response.headers.get("x-in"), "1");
});

Deno.test("middleware runs for paths that are not served", async () => {
  let ran = 0;
  const app = new App().use((ctx) => {
    ran++;
    return ctx.next();
  });
  assert.equal((await asking(app)("/nowhere")).status, 404);
  assert.equal(ran, 1);
});

Deno.test("middleware can catch what a handler throws", async () => {
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        return ctx.text(`caught ${(error as Error).message}`);
      }
    })
    .get("/", () => {
      throw new Error("it");
    });
  assert.equal(await reading(app)("/"), "caught it");
});

Deno.test("middleware can throw something else instead", async () => {
  const app = new App()
    .use(async (ctx) => {
      try {
        return await ctx.next();
      } catch (cause) {
        throw new HttpError(409, "Taken", { cause });
      }
    })
    .get("/", () => {
      throw new Error("it");
    });
  const response = await asking(app)("/");
  assert.equal(response.status, 409);
  assert.equal(await response.text(), "Taken");
});

Deno.test("state belongs to one request", async () => {
  const read = reading(new App<Trail>().use(step("a")).get("/", tell));
  assert.equal(await read("/"), '["a"]');
  assert.equal(await read("/"), '["a"]');
});

Deno.test("concurrent requests do not see each other's state", async () => {
  const app = new App<{ id: string }>()
    .use(async (ctx) => {
      ctx.state.id = ctx.url.pathname;
      await new Promise((done) => setTimeout(done, Math.random() * 5));
      return await ctx.next();
    })
    .get("/:id", (ctx) => ctx.text(ctx.state.id));
  const read = reading(app);
  const paths = Array.from({ length: 20 }, (_, i) => `/${i}`);
  assert.deepEqual(await Promise.all(paths.map(read)), paths);
});

Deno.test("the connection's information reaches the handler", async () => {
  const app = new App().get("/", (ctx) => ctx.json(ctx.info.remoteAddr));
  const remoteAddr = {
    transport: "tcp",
    hostname: "10.0.0.9",
    port: 5,
  } as const;
  const completed = Promise.resolve();
  const request = new Request("http://localhost/");
  const response = await app.handler()(request, { remoteAddr, completed });
  assert.deepEqual(await response.json(), remoteAddr);
});
