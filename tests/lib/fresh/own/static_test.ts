/** Static files: what the genuine runtime leaves to others. */
import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { brotliDecompressSync } from "node:zlib";
import { asset, assetSrcSet } from "fresh/runtime";
import { buildSite } from "../site.ts";

Deno.test("static files", async (t) => {
  const ask = await buildSite();
  const accepting = (coding: string) =>
    ask("/site.css", { headers: { "accept-encoding": coding } });
  const bare = new Uint8Array(await (await ask("/site.css")).arrayBuffer());

  await t.step("brotli is preferred, gzip second", async () => {
    const br = await accepting("gzip, deflate, br");
    assert.equal(br.headers.get("content-encoding"), "br");
    const sent = new Uint8Array(await br.arrayBuffer());
    assert.equal(br.headers.get("content-length"), String(sent.length));
    assert.deepEqual(new Uint8Array(brotliDecompressSync(sent)), bare);
    const gz = await accepting("gzip");
    assert.equal(gz.headers.get("content-encoding"), "gzip");
    const zipped = new Uint8Array(await gz.arrayBuffer());
    assert.deepEqual(new Uint8Array(gunzipSync(zipped)), bare);
  });

  await t.step("a coding that is refused is not used", async () => {
    for (const coding of ["br;q=0", "identity", "br;q=0, gzip;q=0.0", ""]) {
      const response = await accepting(coding);
      assert.equal(response.headers.get("content-encoding"), null, coding);
      await response.body?.cancel();
    }
    const star = await accepting("*");
    assert.equal(star.headers.get("content-encoding"), "br");
    await star.body?.cancel();
  });

  await t.step("caches are told that the coding counts", async () => {
    const response = await accepting("br");
    assert.equal(response.headers.get("vary"), "accept-encoding");
    await response.body?.cancel();
  });

  await t.step("what is too small is not compressed", async () => {
    const headers = { "accept-encoding": "br" };
    const response = await ask("/a%20b.txt", { headers });
    assert.equal(response.headers.get("content-encoding"), null);
    assert.equal(response.headers.get("content-length"), "6");
    assert.equal(await response.text(), "hello\n");
  });

  await t.step("a file that was not changed is not sent again", async () => {
    const etag = (await ask("/site.css", { method: "HEAD" })).headers
      .get("etag") ?? "";
    for (const tag of [etag, etag.replace("W/", ""), `"x", ${etag}`, "*"]) {
      const headers = { "if-none-match": tag };
      const response = await ask("/site.css", { headers });
      assert.equal(response.status, 304);
      assert.equal(response.body, null);
    }
    const other = await ask("/site.css", {
      headers: { "if-none-match": '"x"' },
    });
    assert.equal(other.status, 200);
    await other.body?.cancel();
  });

  await t.step("the compressed twins are no files of their own", async () => {
    assert.equal((await ask("/site.css.br")).status, 404);
  });

  await t.step("nothing outside the table is read", async () => {
    const paths = [
      "/../manifest.json",
      "/%2e%2e/manifest.json",
      "/..%2froutes.ts",
      "/%00",
      "/%ff",
      "/constructor",
      "/__proto__",
    ];
    for (const path of paths) assert.equal((await ask(path)).status, 404, path);
  });

  await t.step("island modules may be kept for ever", async () => {
    const html = await (await ask("/islands")).text();
    const url = /<script type="module" src="([^"]+)"/.exec(html)?.[1] ?? "";
    const response = await ask(url);
    assert.match(response.headers.get("cache-control") ?? "", /immutable/);
    assert.match(response.headers.get("content-type") ?? "", /javascript/);
    await response.body?.cancel();
  });

  await t.step(
    "favicon.ico is answered shortly when there is none",
    async () => {
      const response = await ask("/favicon.ico");
      assert.equal(response.status, 404);
      assert.equal(response.body, null);
    },
  );

  await t.step("asset() leaves alone what it cannot know", () => {
    assert.equal(asset("https://a.example/x.css"), "https://a.example/x.css");
    assert.equal(asset("//a.example/x.css"), "//a.example/x.css");
    assert.equal(asset("x.css"), "x.css");
  });

  await t.step("asset() keeps query and hash, and adds its key once", () => {
    const url = asset("/site.css?a=b#c");
    assert.match(url, /^\/site\.css\?a=b&__frsh_c=[0-9a-f]{10}#c$/);
    assert.equal(asset(url), url);
  });

  await t.step("assetSrcSet() does so for each URL", () => {
    const key = /=(\w+)$/.exec(asset("/site.css"))?.[1];
    assert.equal(
      assetSrcSet("/site.css 1x, /site.css 2x"),
      `/site.css?__frsh_c=${key} 1x, /site.css?__frsh_c=${key} 2x`,
    );
  });
});
