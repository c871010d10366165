/** Where this runtime does better than the genuine one. */
import assert from "node:assert/strict";
import { App, HttpError, type PageProps } from "fresh";
import { asking } from "../ask.ts";

const quiet = { report: () => {} };

Deno.test("an error page keeps headers that outer middleware sets", async () => {
  const app = new App<unknown>(quiet)
    .use(async (ctx) => {
      const response = await ctx.next();
      response.headers.set("x-outer", "1");
      return response;
    })
    .use((ctx) => {
      if (ctx.url.pathname === "/middleware") throw new Error("in middleware");
      return ctx.next();
    })
    .onError("*", { component: () => <p>Sorry</p> })
    .get("/thrown", () => {
      throw new HttpError(403);
    });
  const ask = asking(app);
  const statuses = { "/thrown": 403, "/nowhere": 404, "/middleware": 500 };
  for (const [path, status] of Object.entries(statuses)) {
    const response = await ask(path);
    assert.equal(response.status, status);
    assert.equal(response.headers.get("x-outer"), "1");
  }
});

Deno.test("inner middleware still sees what is thrown", async () => {
  const seen: string[] = [];
  const app = new App(quiet)
    .onError("*", (ctx) => ctx.text(`page for ${(ctx.error as Error).message}`))
    .use("/in", async (ctx) => {
      try {
        return await ctx.next();
      } catch (error) {
        seen.push((error as Error).message);
        throw new Error("translated");
      }
    })
    .get("/in/a", () => {
      throw new Error("first");
    });
  const response = await asking(app)("/in/a");
  assert.equal(await response.text(), "page for translated");
  assert.deepEqual(seen, ["first"]);
});

Deno.test("a component given to notFound() answers 404", async () => {
  const app = new App().notFound({ component: () => <p>Not here</p> });
  const response = await asking(app)("/nowhere");
  assert.equal(response.status, 404);
  assert.match(await response.text(), /Not here/);
});

Deno.test("an error page knows the error even when nothing was matched", async () => {
  const app = new App().onError("*", {
    component: ({ error }: PageProps) => <p>{(error as HttpError).status}</p>,
  });
  assert.match(await (await asking(app)("/nowhere")).text(), /<p>404<\/p>/);
});

Deno.test("any error with a status of 400 to 599 has that status", async () => {
  class Full extends Error {
    readonly status = 507;
  }
  class Odd extends Error {
    readonly status = 200;
  }
  const app = new App(quiet)
    .get("/full", () => {
      throw new Full("disk");
    })
    .get("/odd", () => {
      throw new Odd("ok?");
    });
  const ask = asking(app);
  const full = await ask("/full");
  assert.equal(full.status, 507);
  assert.ok(!(await full.text()).includes("disk"));
  assert.equal((await ask("/odd")).status, 500);
});

Deno.test("405 says what is allowed", async () => {
  const app = new App().get("/", () => new Response()).put(
    "/",
    () => new Response(),
  ).onError("*", { component: () => <p>Sorry</p> });
  const response = await asking(app)("/", { method: "POST" });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get("allow"), "GET, HEAD, PUT, OPTIONS");
});

Deno.test("a component alone is no reason to answer POST", async () => {
  const app = new App().route("/", { component: () => <p>Page</p> });
  const response = await asking(app)("/", { method: "POST" });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get("allow"), "GET, HEAD, OPTIONS");
});

Deno.test("a parameter that cannot be decoded is a bad request", async () => {
  const ask = asking(new App().get("/:id", () => new Response()));
  assert.equal((await ask("/%ff")).status, 400);
  assert.equal((await ask("/%")).status, 400);
});

Deno.test("redirect() takes backslashes for what browsers take them for", async () => {
  for (
    const to of ["/\\evil.example", "\\\\evil.example", "/\t/evil.example"]
  ) {
    const app = new App().get("/", (ctx) => ctx.redirect(to));
    const response = await asking(app)("/");
    assert.equal(response.headers.get("location"), "/evil.example");
  }
});

Deno.test("redirect() writes other characters the way a header can hold", async () => {
  const app = new App().get("/", (ctx) => ctx.redirect("/café?q=ü\r\nx: y"));
  const response = await asking(app)("/");
  const location = "/caf%C3%A9?q=%C3%BC%0D%0Ax:%20y";
  assert.equal(response.headers.get("location"), location);
});

Deno.test("errors that become a 5xx are reported once, others are not", async () => {
  const reports: unknown[] = [];
  const app = new App({ report: (error) => reports.push(error) })
    .use("/caught", async (ctx) => {
      try {
        return await ctx.next();
      } catch {
        return ctx.text("caught");
      }
    })
    .onError("*", { component: () => <p>Sorry</p> })
    .get("/:what", () => {
      throw new Error("reported");
    })
    .get("/caught/a", () => {
      throw new Error("caught");
    })
    .get("/a/b", () => {
      throw new HttpError(404);
    });
  const ask = asking(app);
  await ask("/x");
  await ask("/caught/a");
  await ask("/a/b");
  assert.deepEqual(reports.map((one) => (one as Error).message), ["reported"]);
});
