/** What islands cost the browser besides Preact and signals. */
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { build, stop } from "esbuild";
import { browserSettings } from "@/lib/fresh/build/resolve.ts";

Deno.test("the boot script is at most 4 KB, compressed", async () => {
  const source = new URL(
    "../../../../lib/fresh/client/boot.ts",
    import.meta.url,
  );
  const { outputFiles } = await build({
    ...browserSettings,
    entryPoints: [source.pathname],
    format: "esm",
    write: false,
    external: ["preact", "preact/*", "@preact/signals"],
  });
  await stop();
  const code = outputFiles[0]!.contents;
  assert.ok(gzipSync(code).length <= 4096);
  const text = new TextDecoder().decode(code);
  assert.ok(!/innerHTML|eval\(|new Function/.test(text));
});
