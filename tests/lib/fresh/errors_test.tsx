import assert from "node:assert/strict";
import { App, HttpError, type PageProps } from "fresh";
import { asking } from "./ask.ts";

function boom(): never {
  throw new Error("secret detail");
}

/** Runs without what the runtime prints about errors it was meant to meet. */
async function quietly<T>(run: () => Promise<T>): Promise<T> {
  const { error } = console;
  console.error = () => {};
  try {
    return await run();
  } finally {
    console.error = error;
  }
}

Deno.test("an HttpError has its status and message", async () => {
  const app = new App().get("/", () => {
    throw new HttpError(418, "Teapot");
  });
  const response = await asking(app)("/");
  assert.equal(response.status, 418);
  assert.equal(await response.text(), "Teapot");
});

Deno.test("HttpError is an Error with a name, a status and a cause", () => {
  const cause = new Error("before");
  const error = new HttpError(404, "Gone", { cause });
  assert.ok(error instanceof Error);
  assert.equal(error.name, "HttpError");
  assert.equal(error.status, 404);
  assert.equal(error.message, "Gone");
  assert.equal(error.cause, cause);
});

Deno.test("any other error is a 500 that gives nothing away", async () => {
  const ask = asking(new App().get("/", boom));
  const response = await quietly(() => ask("/"));
  assert.equal(response.status, 500);
  assert.ok(!(await response.text()).includes("secret"));
});

Deno.test("an error page gets the error, and its status by default", async () => {
  const app = new App()
    .onError("*", {
      component: ({ error }: PageProps) => <p>{(error as Error).message}</p>,
    })
    .get("/", () => {
      throw new HttpError(410, "Gone for good");
    });
  const response = await asking(app)("/");
  assert.equal(response.status, 410);
  assert.match(await response.text(), /<p>Gone for good<\/p>/);
});

Deno.test("an error page's status for other errors is 500", async () => {
  const app = new App().onError("*", { component: () => <p>Sorry</p> })
    .get("/", boom);
  const ask = asking(app);
  const response = await quietly(() => ask("/"));
  assert.equal(response.status, 500);
  assert.match(await response.text(), /Sorry/);
});

Deno.test("an error handler can answer as it likes", async () => {
  const app = new App()
    .onError(
      "*",
      (ctx) => ctx.json({ error: String(ctx.error) }, { status: 400 }),
    )
    .get("/", () => {
      throw "just a string";
    });
  const response = await asking(app)("/");
  assert.equal(response.status, 400);
  assert.deepEqual(await response.json(), { error: "just a string" });
});

Deno.test("the error page nearest to the route is drawn", async () => {
  const app = new App()
    .onError("*", (ctx) => ctx.text("outer", { status: 500 }))
    .onError("/in", (ctx) => ctx.text("inner", { status: 500 }))
    .get("/in/a", boom).get("/out", boom);
  const ask = asking(app);
  const texts = await quietly(async () => [
    await (await ask("/in/a")).text(),
    await (await ask("/out")).text(),
  ]);
  assert.deepEqual(texts, ["inner", "outer"]);
});

Deno.test("an error page that fails itself leaves it to the next one out", async () => {
  const app = new App()
    .onError("*", (ctx) => ctx.text("outer", { status: 500 }))
    .onError("/in", boom)
    .get("/in/a", boom);
  const ask = asking(app);
  const response = await quietly(() => ask("/in/a"));
  assert.equal(await response.text(), "outer");
});

Deno.test("an error page stands inside the layouts and app wrapper", async () => {
  const app = new App()
    .appWrapper(({ Component }) => (
      <div class="app">
        <Component />
      </div>
    ))
    .layout("*", ({ Component }) => (
      <div class="layout">
        <Component />
      </div>
    ))
    .onError("*", { component: () => <p>Sorry</p> })
    .get("/", boom);
  const ask = asking(app);
  const html = await quietly(async () => await (await ask("/")).text());
  assert.match(
    html,
    /<div class="app"><div class="layout"><p>Sorry<\/p><\/div><\/div>/,
  );
});

Deno.test("what is not there goes to the error page with 404", async () => {
  const app = new App().onError("*", { component: () => <p>Sorry</p> });
  const response = await asking(app)("/nowhere");
  assert.equal(response.status, 404);
  assert.match(await response.text(), /<p>Sorry<\/p>/);
});

Deno.test("notFound() answers for what is not there", async () => {
  const app = new App().notFound(() => new Response("Nope", { status: 404 }))
    .get("/thrown", () => {
      throw new HttpError(404);
    });
  const ask = asking(app);
  for (const path of ["/nowhere", "/thrown"]) {
    const response = await ask(path);
    assert.equal(response.status, 404);
    assert.equal(await response.text(), "Nope");
  }
});

Deno.test("an error in a component goes to the error page", async () => {
  const app = new App().onError("*", { component: () => <p>Sorry</p> })
    .route("/", { component: () => boom() });
  const ask = asking(app);
  const response = await quietly(() => ask("/"));
  assert.equal(response.status, 500);
  assert.match(await response.text(), /Sorry/);
});

Deno.test("a handler must give a response", async () => {
  const handler = (() => "text") as unknown as () => Response;
  const ask = asking(new App().get("/", handler));
  assert.equal((await quietly(() => ask("/"))).status, 500);
});
