import assert from "node:assert/strict";
import { App, createDefine, page, type PageProps } from "fresh";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { asking, reading } from "./ask.ts";

const define = createDefine<{ title: string }>();
const around = (name: string) => ({ Component }: PageProps) => (
  <div class={name}>
    <Component />
  </div>
);

Deno.test("a component alone answers GET with a whole document", async () => {
  const response = await asking(
    new App().route("/", { component: () => <p>Hello</p> }),
  )("/");
  assert.equal(response.status, 200);
  const type = response.headers.get("content-type") ?? "";
  assert.match(type.replace(" ", ""), /^text\/html;charset=utf-8$/i);
  const html = await response.text();
  assert.match(html, /^<!DOCTYPE html><html><head>.*<\/head><body>/);
  assert.match(html, /<p>Hello<\/p>/);
});

Deno.test("a component beside a handler without GET answers GET", async () => {
  const app = new App().route("/", {
    handler: { POST: () => new Response("posted") },
    component: () => <p>Form</p>,
  });
  const ask = asking(app);
  assert.match(await (await ask("/")).text(), /<p>Form<\/p>/);
  const posted = await ask("/", { method: "POST" });
  assert.equal(await posted.text(), "posted");
});

Deno.test("page() gives data, status and headers", async () => {
  const handler = define.handlers({
    GET: () =>
      page({ name: "Ana" }, { status: 201, headers: { "x-page": "1" } }),
  });
  const component = define.page<typeof handler>(({ data }) => (
    <p>Hello {data.name}</p>
  ));
  const response = await asking(
    new App<{ title: string }>().route("/", { handler, component }),
  )("/");
  assert.equal(response.status, 201);
  assert.equal(response.headers.get("x-page"), "1");
  assert.match(await response.text(), /<p>Hello Ana<\/p>/);
});

Deno.test("page() takes headers as a list or as Headers too", async () => {
  const app = new App()
    .route("/list", {
      handler: () => page(0, { headers: [["x-a", "list"]] }),
      component: () => null,
    })
    .route("/headers", {
      handler: () => page(0, { headers: new Headers({ "x-a": "headers" }) }),
      component: () => null,
    });
  const ask = asking(app);
  assert.equal((await ask("/list")).headers.get("x-a"), "list");
  assert.equal((await ask("/headers")).headers.get("x-a"), "headers");
});

Deno.test("page() without data draws the component", async () => {
  const app = new App().route("/", {
    handler: () => page(),
    component: () => <p>Plain</p>,
  });
  assert.match(await reading(app)("/"), /<p>Plain<\/p>/);
});

Deno.test("a component sees the request", async () => {
  const app = new App().route("/:id", {
    component: ({ params, url, req, route, isPartial }: PageProps) => (
      <p>{[params.id, url.search, req.method, route, isPartial].join(" ")}</p>
    ),
  });
  const html = await reading(app)("/5?q=1");
  assert.match(html, /<p>5 \?q=1 GET \/:id false<\/p>/);
});

Deno.test("text is escaped", async () => {
  const app = new App().route("/", {
    component: () => <p title={`"<&`}>{"<script>&"}</p>,
  });
  const html = await reading(app)("/");
  assert.match(
    html,
    /<p title="&quot;(<|&lt;)&amp;" ?>&lt;script(>|&gt;)&amp;<\/p>/,
  );
});

Deno.test("an async component may wait before it draws", async () => {
  const app = new App().route("/", {
    component: async () => {
      await Promise.resolve();
      return <p>Late</p>;
    },
  });
  assert.match(await reading(app)("/"), /<p>Late<\/p>/);
});

Deno.test("an async component may answer by itself", async () => {
  const app = new App().route("/", {
    component: async () => {
      await Promise.resolve();
      return new Response("By itself", { status: 202 });
    },
  });
  const response = await asking(app)("/");
  assert.equal(response.status, 202);
  assert.equal(await response.text(), "By itself");
});

Deno.test("layouts stand around each other, outermost first", async () => {
  const app = new App()
    .layout("*", around("outer"))
    .layout("/in", around("inner"))
    .route("/in/a", { component: () => <p>A</p> })
    .route("/b", { component: () => <p>B</p> });
  const read = reading(app);
  assert.match(
    await read("/in/a"),
    /<div class="outer"><div class="inner"><p>A<\/p><\/div><\/div>/,
  );
  const html = await read("/b");
  assert.match(html, /<div class="outer"><p>B<\/p><\/div>/);
  assert.ok(!html.includes("inner"));
});

Deno.test("the app wrapper stands around the layouts", async () => {
  const app = new App()
    .appWrapper(({ Component }) => (
      <html lang="en">
        <head>
          <title>T</title>
        </head>
        <body>
          <Component />
        </body>
      </html>
    ))
    .layout("*", around("layout"))
    .route("/", { component: () => <p>A</p> });
  const html = await reading(app)("/");
  assert.ok(html.startsWith('<!DOCTYPE html><html lang="en"'));
  assert.match(html, /<body><div class="layout"><p>A<\/p><\/div>/);
  assert.equal(html.match(/<html/g)?.length, 1);
});

Deno.test("a layout can leave out those further up, and the app wrapper", async () => {
  const app = new App()
    .appWrapper(around("app"))
    .layout("*", around("outer"))
    .layout("/in", around("inner"), {
      skipInheritedLayouts: true,
      skipAppWrapper: true,
    })
    .route("/in/a", { component: () => <p>A</p> });
  const html = await reading(app)("/in/a");
  assert.match(html, /<div class="inner"><p>A<\/p><\/div>/);
  assert.ok(!html.includes("outer") && !html.includes('"app"'));
});

Deno.test("a route can leave out layouts and app wrapper", async () => {
  const app = new App()
    .appWrapper(around("app"))
    .layout("*", around("layout"))
    .route("/", {
      component: () => <p>Bare</p>,
      config: { skipInheritedLayouts: true, skipAppWrapper: true },
    });
  const html = await reading(app)("/");
  assert.match(html, /<body><p>Bare<\/p>/);
});

Deno.test("an async layout may wait, or answer by itself", async () => {
  const app = new App()
    .layout("/wait", async ({ Component }) => {
      await Promise.resolve();
      return (
        <main>
          <Component />
        </main>
      );
    })
    .layout("/stop", async () => {
      await Promise.resolve();
      return new Response("Stopped", { status: 403 });
    })
    .route("/wait", { component: () => <p>A</p> })
    .route("/stop", { component: () => <p>A</p> });
  const ask = asking(app);
  assert.match(await (await ask("/wait")).text(), /<main><p>A<\/p><\/main>/);
  assert.equal((await ask("/stop")).status, 403);
});

Deno.test("the app wrapper sees what the page left in the state", async () => {
  const app = new App<{ title: string }>()
    .appWrapper(({ Component, state }) => (
      <html>
        <head>
          <title>{state.title}</title>
        </head>
        <body>
          <Component />
        </body>
      </html>
    ))
    .route("/", {
      component: ({ state }) => {
        state.title = "From the page";
        return <p>A</p>;
      },
    });
  assert.match(await reading(app)("/"), /<title>From the page<\/title>/);
});

Deno.test("a layout's context reaches the page", async () => {
  const Name = createContext("nobody");
  function Hello() {
    return <p>{useContext(Name)}</p>;
  }
  const app = new App()
    .layout("*", ({ Component }) => (
      <Name.Provider value="Ana">
        <Component />
      </Name.Provider>
    ))
    .route("/", { component: () => <Hello /> });
  assert.match(await reading(app)("/"), /<p>Ana<\/p>/);
});

Deno.test("ctx.render() draws inside layouts, with status and headers", async () => {
  const app = new App().layout("*", around("layout")).get(
    "/",
    (ctx) => ctx.render(<p>Drawn</p>, { status: 422, headers: { "x-a": "1" } }),
  );
  const response = await asking(app)("/");
  assert.equal(response.status, 422);
  assert.equal(response.headers.get("x-a"), "1");
  assert.match(
    await response.text(),
    /<div class="layout"><p>Drawn<\/p><\/div>/,
  );
});

Deno.test("ctx.render() can leave out layouts and app wrapper", async () => {
  const app = new App()
    .appWrapper(around("app"))
    .layout("*", around("layout"))
    .get("/", (ctx) =>
      ctx.render(<p>Bare</p>, {}, {
        skipInheritedLayouts: true,
        skipAppWrapper: true,
      }));
  assert.match(await reading(app)("/"), /<body><p>Bare<\/p>/);
});

Deno.test("a page without islands has no script", async () => {
  const app = new App().route("/", { component: () => <p>Quiet</p> });
  assert.ok(!(await reading(app)("/")).includes("<script"));
});

Deno.test("createDefine() gives back what it was given", () => {
  const handlers = { GET: () => new Response() };
  const component = () => null;
  const run = () => new Response();
  assert.equal(define.handlers(handlers), handlers);
  assert.equal(define.page(component), component);
  assert.equal(define.layout(component), component);
  assert.equal(define.middleware(run), run);
});
