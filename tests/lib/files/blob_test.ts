import { dropFiles } from "@/lib/files/attach.ts";
import { blobUses, files } from "@/lib/files/_keys.ts";
import { useBlobStore } from "@/lib/files/blob_place.ts";
import { CHUNK } from "@/lib/files/_chunks.ts";
import { openBlob } from "@/lib/files/open.ts";
import { abandonBlob, putBlob } from "@/lib/files/put.ts";
import { scrub } from "@/lib/files/scrub.ts";
import { sweepEverything, sweepLeftovers } from "@/lib/files/sweep.ts";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { openStore } from "@/lib/kv/store.ts";
import assert from "node:assert/strict";
import { storeTest } from "../../support/store.ts";
import {
  bytesOf,
  countOf,
  hang,
  keep,
  placeAt,
  sweepOne,
  wholeOf,
} from "./_bytes.ts";

const blobOf = async (seq: number) =>
  (await read(files, ["c1", seq, `file-${seq}`]))!.blob;
const drop = (seq: number) => change((c) => dropFiles(c, "c1", seq));

storeTest("what was put comes back, of every size around a piece", async () => {
  const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 10 * CHUNK + 7];
  for (const [i, size] of sizes.entries()) {
    const bytes = bytesOf(size, i + 1);
    const put = await keep(bytes, placeAt(i + 1));
    assert.equal(put.size, size);
    assert.deepEqual(await wholeOf(put.blob, size), bytes);
  }
});

storeTest("a range is exactly those bytes, across pieces too", async () => {
  const bytes = bytesOf(3 * CHUNK);
  const { blob } = await keep(bytes, placeAt(1));
  for (
    const [first, last] of [
      [0, 0],
      [5, CHUNK],
      [CHUNK - 1, CHUNK],
      [CHUNK, 2 * CHUNK - 1],
      [100, 3 * CHUNK - 1],
    ] as const
  ) {
    const got = await new Response(await openBlob(blob, { first, last }))
      .bytes();
    assert.deepEqual(got, bytes.slice(first, last + 1));
  }
});

storeTest(
  "the same bytes are kept once, and go with the last that has them",
  async (store) => {
    const bytes = bytesOf(2 * CHUNK);
    await keep(bytes, placeAt(1));
    const second = await keep(bytes, placeAt(2));
    assert.equal(await blobOf(1), await blobOf(2));
    assert.notEqual(await blobOf(2), second.blob, "its own copy is not used");
    await sweepOne(second.blob);
    assert.equal(await countOf(store, "blob_chunk"), 2);
    const blob = await blobOf(1);
    await drop(1);
    await sweepOne(blob);
    assert.deepEqual(await wholeOf(blob, bytes.length), bytes);
    await drop(2);
    await drop(2);
    await sweepOne(blob);
    for (const family of ["blob_chunk", "blob", "blob_by_digest", "blob_use"]) {
      assert.equal(await countOf(store, family), 0, family);
    }
  },
);

storeTest(
  "dropping and putting the same bytes at once loses none of them",
  async () => {
    const bytes = bytesOf(CHUNK + 100);
    await keep(bytes, placeAt(1));
    for (let n = 1; n < 40; n++) {
      const blob = await blobOf(n);
      const put = await putBlob([bytes]);
      await Promise.all([
        drop(n).then(() => sweepOne(blob)),
        hang(put, placeAt(n + 1)).then(() => sweepOne(put.blob)),
      ]);
      await sweepOne(blob);
      const now = await blobOf(n + 1);
      assert.deepEqual(await wholeOf(now, bytes.length), bytes, `round ${n}`);
    }
    assert.deepEqual(await Array.fromAsync(scrub()), []);
  },
);

storeTest(
  "a sweep leaves what is arriving, and takes what was given up",
  async (store) => {
    const put = await putBlob([bytesOf(CHUNK)]);
    await sweepOne(put.blob);
    assert.equal(await sweepEverything(), 0);
    assert.equal(await countOf(store, "blob_chunk"), 1);
    await abandonBlob(put.blob);
    await sweepOne(put.blob);
    assert.equal(await countOf(store, "blob_chunk"), 0);
    await assert.rejects(hang(put, placeAt(1)), { name: "Unavailable" });
    assert.equal(await countOf(store, "file"), 0);
  },
);

storeTest(
  "what was arriving when the server stopped goes at its start",
  async (store) => {
    await putBlob([bytesOf(CHUNK)]);
    const kept = await keep(bytesOf(CHUNK, 2), placeAt(1));
    await sweepLeftovers();
    assert.equal(await countOf(store, "upload"), 0);
    assert.equal(await countOf(store, "blob_chunk"), 1);
    assert.deepEqual(await wholeOf(kept.blob, CHUNK), bytesOf(CHUNK, 2));
  },
);

storeTest("a source that breaks off leaves nothing behind", async (store) => {
  async function* broken() {
    yield bytesOf(20 * CHUNK);
    await Promise.resolve();
    throw new Error("cut");
  }
  await assert.rejects(putBlob(broken()), /cut/);
  for await (const { key } of store.kv.list({ prefix: ["blob_chunk"] })) {
    await sweepOne(String(key[1]));
  }
  assert.equal(await countOf(store, "blob_chunk"), 0);
  assert.equal(await countOf(store, "upload"), 0);
});

storeTest(
  "a scrub names damaged, missing and unwanted bytes",
  async (store) => {
    const first = await keep(bytesOf(2 * CHUNK), placeAt(1));
    const second = await keep(bytesOf(50, 2), placeAt(2));
    await keep(bytesOf(50, 3), placeAt(3));
    assert.deepEqual(await Array.fromAsync(scrub()), []);
    const chunk = await store.kv.get(["blob_chunk", second.blob, 0]);
    await store.kv.set(["blob_chunk", first.blob, 0], chunk.value);
    await store.kv.delete(["blob_chunk", second.blob, 0]);
    for await (const { key } of list(blobUses, [await blobOf(3)])) {
      await change((c) => c.drop(blobUses, key));
    }
    const found = await Array.fromAsync(scrub());
    assert.deepEqual(
      found.map(({ what, where }) => [what, where]).sort(),
      [
        ["damaged", first.blob],
        ["damaged", second.blob],
        ["unused", await blobOf(3)],
      ].sort(),
    );
    await assert.rejects(openBlob(first.blob, { first: 0, last: 9 }));
  },
);

storeTest(
  "bytes lie in the store named for them, sealed, and nowhere else",
  async (store) => {
    using bytes = await openStore(":memory:");
    useBlobStore(store, bytes);
    const secret = new TextEncoder().encode(
      "a canary in a coal mine ".repeat(9),
    );
    const put = await keep(secret, placeAt(1));
    assert.deepEqual(await wholeOf(put.blob, secret.length), secret);
    assert.equal(await countOf(store, "blob_chunk"), 0);
    assert.equal(await countOf(bytes, "blob_chunk"), 1);
    assert.equal(await countOf(bytes, "blob"), 0);
    for await (const { value } of bytes.kv.list({ prefix: ["blob_chunk"] })) {
      const text = new TextDecoder().decode(value as Uint8Array);
      assert.ok(!text.includes("canary"));
    }
    await bytes.idle();
  },
);
