/** The build as a whole: what it writes, and when it does nothing. */
import assert from "node:assert/strict";
import { Builder } from "fresh/dev";
import { build } from "@/lib/operations/build.ts";

const root = new URL("../../../../", import.meta.url).pathname.slice(0, -1);

Deno.test("a build of unchanged sources is over at once", async () => {
  await build(root);
  const began = performance.now();
  assert.equal(await build(root), false);
  const took = performance.now() - began;
  assert.ok(took < 500, `took ${took} ms`);
});

Deno.test("the manifest names every static file with its hash and sizes", async () => {
  const manifest = JSON.parse(
    await Deno.readTextFile(`${root}/_fresh/manifest.json`),
  );
  for (const path of ["/parley.css", "/live.en.js"]) {
    const entry = manifest.files[path];
    assert.match(entry.hash, /^[0-9a-f]{10}$/);
    const { size } = await Deno.stat(`${root}/_fresh/static${path}`);
    assert.equal(entry.size, size);
    assert.ok(entry.br < entry.gz && entry.gz < entry.size);
  }
  assert.ok(!Object.keys(manifest.files).some((one) => /\.(br|gz)$/.test(one)));
  assert.ok(!("/styles/tokens.css" in manifest.files));
});

Deno.test("routes.ts imports by name only, and only what is a route or island", async () => {
  const text = await Deno.readTextFile(`${root}/_fresh/routes.ts`);
  assert.ok(!text.includes("import("));
  assert.ok(text.includes('"../routes/_app.tsx"'));
  assert.ok(!/routes\/.*\(_\w+\)/.test(text));
});

Deno.test("sources of the same name and text make the same bundles", async () => {
  const names = async () => {
    const outDir = await Deno.makeTempDir({ prefix: "bundle-" });
    const site = new URL("../fixtures/site/", import.meta.url).href;
    await new Builder({ root: site, outDir, buildId: "same" }).build();
    const text = await Deno.readTextFile(`${outDir}/manifest.json`);
    await Deno.remove(outDir, { recursive: true });
    return text;
  };
  assert.equal(await names(), await names());
});
