import assert from "node:assert/strict";
import { buildSite } from "./site.ts";

Deno.test("the files of routes/", async (t) => {
  const ask = await buildSite();
  const read = async (path: string) => await (await ask(path)).text();

  await t.step("index.tsx is the folder's own page", async () => {
    assert.match(await read("/"), /<h1>Home<\/h1>/);
    assert.match(await read("/items"), /<p>All items<\/p>/);
  });

  await t.step("_app.tsx stands around every page", async () => {
    assert.match(await read("/"), /<html lang="en"/);
  });

  await t.step("[item].tsx takes a parameter", async () => {
    assert.match(await read("/items/5"), /<p>5 after/);
  });

  await t.step("a fixed name beats a parameter", async () => {
    assert.match(await read("/items/new"), /<p>New item<\/p>/);
  });

  await t.step("[...path].ts takes the rest", async () => {
    assert.equal(await read("/files/a/b.txt"), "a/b.txt");
  });

  await t.step("a (group) is no part of the URL", async () => {
    assert.equal((await ask("/shop/items")).status, 404);
    assert.equal((await ask("/(shop)/items")).status, 404);
  });

  await t.step("_layout.tsx of a group stands around its pages", async () => {
    assert.match(await read("/items/new"), /<div class="shop">/);
    assert.ok(!(await read("/")).includes("shop"));
  });

  await t.step("_middleware.ts runs from the outside in", async () => {
    assert.match(await read("/items/5"), /after root,shop/);
    assert.equal((await ask("/")).headers.get("x-root"), "yes");
  });

  await t.step("files below (_name) are not routes", async () => {
    assert.equal((await ask("/note")).status, 404);
  });

  await t.step("the handler's status and headers count", async () => {
    const shown = await ask("/items/5");
    assert.equal(shown.headers.get("x-item"), "1");
    const posted = await ask("/items/5", { method: "POST" });
    assert.equal(posted.status, 201);
    assert.match(await posted.text(), /<p>posted after/);
  });

  await t.step("HEAD is a GET without body", async () => {
    const response = await ask("/items/5", { method: "HEAD" });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), "");
  });

  await t.step("_error.tsx draws what a handler throws", async () => {
    const response = await ask("/items/none");
    assert.equal(response.status, 404);
    assert.match(await response.text(), /<p class="error">HttpError<\/p>/);
  });

  await t.step("_error.tsx draws what is not there, with 404", async () => {
    const response = await ask("/nowhere");
    assert.equal(response.status, 404);
    assert.match(await response.text(), /<p class="error">/);
  });

  await t.step("Head of a page changes the head of _app.tsx", async () => {
    const html = await read("/items/5");
    assert.match(html, /<title>5<\/title>/);
    assert.match(html, /content="Item 5"/);
  });

  await t.step("islands are drawn by the server", async () => {
    const html = await read("/islands");
    assert.match(html, /<time>7:00<\/time><small>nowhere<\/small>/);
    assert.match(html, /<script type="module"/);
  });

  await t.step("a page without islands has no script", async () => {
    assert.ok(!(await read("/items/5")).includes("<script"));
  });

  await t.step(
    "what an island is given cannot end its data block",
    async () => {
      const html = await read("/islands");
      assert.ok(!html.includes("One </script>"));
    },
  );

  await t.step("a function as a prop is refused", async () => {
    const { error } = console;
    console.error = () => {};
    assert.equal((await ask("/refused?kind=function")).status, 500);
    console.error = error;
  });

  await t.step("static files are served with their type", async () => {
    const response = await ask("/site.css");
    assert.equal(response.status, 200);
    assert.match(response.headers.get("content-type") ?? "", /^text\/css/);
    assert.match(await response.text(), /color: ?black/);
  });

  await t.step(
    "asset() with the right key may be kept for a year",
    async () => {
      const url = /href="(\/site\.css\?[^"]+)"/.exec(await read("/"))?.[1];
      assert.ok(url);
      const response = await ask(url);
      assert.equal(response.status, 200);
      const kept = response.headers.get("cache-control");
      assert.equal(kept, "public, max-age=31536000, immutable");
      await response.body?.cancel();
    },
  );

  await t.step("a stale key leads to the bare URL", async () => {
    const url = /href="(\/site\.css\?[^"]+)"/.exec(await read("/"))?.[1] ?? "";
    const response = await ask(url.replace(/=.*/, "=old") + "&a=b");
    assert.equal(response.status, 307);
    assert.equal(response.headers.get("location"), "/site.css?a=b");
  });

  await t.step("without a key a file must be asked for again", async () => {
    const response = await ask("/site.css");
    assert.match(response.headers.get("cache-control") ?? "", /no-cache/);
    await response.body?.cancel();
  });

  await t.step("HEAD of a file has no body", async () => {
    const response = await ask("/site.css", { method: "HEAD" });
    assert.equal(response.status, 200);
    assert.equal(await response.text(), "");
  });

  await t.step("a file cannot be posted to", async () => {
    const response = await ask("/site.css", { method: "POST" });
    assert.equal(response.status, 405);
  });
});
