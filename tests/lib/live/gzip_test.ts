import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { acceptsGzip, gzipSink, packed } from "@/lib/live/gzip.ts";
import { openBody } from "@/lib/live/transport.ts";

const encoder = new TextEncoder();

Deno.test("a page that grows by pieces is one whole gzip stream in the end", async () => {
  const { body, sink } = openBody(() => {});
  const out = gzipSink(sink);
  const shared = packed(encoder.encode("<p>same for all</p>"));
  out.write(packed(encoder.encode("<!doctype html><title>مرحبا</title>")));
  out.write(shared);
  out.write(shared);
  out.end(packed(encoder.encode("<p>bye</p>")));
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  assert.equal(
    new TextDecoder().decode(gunzipSync(bytes)),
    "<!doctype html><title>مرحبا</title><p>same for all</p><p>same for all</p><p>bye</p>",
  );
});

Deno.test("each piece can be read as soon as it is there", async () => {
  const { body, sink } = openBody(() => {});
  const out = gzipSink(sink);
  const gunzip = new DecompressionStream(
    "gzip",
  ) as unknown as ReadableWritablePair<
    Uint8Array,
    Uint8Array
  >;
  const reader = body.pipeThrough(gunzip).getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (const piece of ["one ", "two ", "three"]) {
    out.write(packed(encoder.encode(piece)));
    const before = text;
    while (text === before) {
      text += decoder.decode((await reader.read()).value, { stream: true });
    }
  }
  assert.equal(text, "one two three");
  out.end(null);
  await reader.cancel();
});

Deno.test("a reader that refuses gzip does not get it", () => {
  const asked = (encoding: string) =>
    acceptsGzip(
      new Request("http://x/", { headers: { "accept-encoding": encoding } }),
    );
  assert.ok(asked("gzip, deflate, br"));
  assert.ok(asked("br;q=1, gzip;q=0.5"));
  assert.ok(!asked("br"));
  assert.ok(!asked("gzip;q=0"));
});
