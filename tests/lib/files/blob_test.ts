import { dropFiles } from "@/lib/files/attach.ts";
import { blobUses, files } from "@/lib/files/_keys.ts";
import { useBlobStore } from "@/lib/files/blob_place.ts";
import {
  CHUNK,
  dropChunks,
  listChunked,
  readChunk,
  writeChunks,
} from "@/lib/files/_chunks.ts";
import { newId } from "@/lib/conversations/new_id.ts";
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
import { placesTest } from "./_places.ts";

const blobOf = async (seq: number) =>
  (await read(files, ["c1", seq, `file-${seq}`]))!.blob;
const drop = (seq: number) => change((c) => dropFiles(c, "c1", seq));

placesTest(
  "what was put comes back, of every size around a piece",
  async () => {
    const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 10 * CHUNK + 7];
    for (const [i, size] of sizes.entries()) {
      const bytes = bytesOf(size, i + 1);
      const put = await keep(bytes, placeAt(i + 1));
      assert.equal(put.size, size);
      assert.deepEqual(await wholeOf(put.blob, size), bytes);
    }
  },
);

placesTest("a range is exactly those bytes, across pieces too", async () => {
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

placesTest(
  "the same bytes are kept once, and go with the last that has them",
  async ({ store, kept }) => {
    const bytes = bytesOf(2 * CHUNK);
    await keep(bytes, placeAt(1));
    const second = await keep(bytes, placeAt(2));
    assert.equal(await blobOf(1), await blobOf(2));
    assert.notEqual(await blobOf(2), second.blob, "its own copy is not used");
    await sweepOne(second.blob);
    assert.equal(await kept(), 1);
    const blob = await blobOf(1);
    await drop(1);
    await sweepOne(blob);
    assert.deepEqual(await wholeOf(blob, bytes.length), bytes);
    await drop(2);
    await drop(2);
    await sweepOne(blob);
    assert.equal(await kept(), 0);
    for (const family of ["blob_chunk", "blob", "blob_by_digest", "blob_use"]) {
      assert.equal(await countOf(store, family), 0, family);
    }
  },
);

placesTest(
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

placesTest(
  "a sweep leaves what is arriving, and takes what was given up",
  async ({ store, kept }) => {
    const put = await putBlob([bytesOf(CHUNK)]);
    await sweepOne(put.blob);
    assert.equal(await sweepEverything(), 0);
    assert.equal(await kept(), 1);
    await abandonBlob(put.blob);
    await sweepOne(put.blob);
    assert.equal(await kept(), 0);
    await assert.rejects(hang(put, placeAt(1)), { name: "Unavailable" });
    assert.equal(await countOf(store, "file"), 0);
  },
);

placesTest(
  "what was arriving when the server stopped goes at its start",
  async ({ store, kept }) => {
    await putBlob([bytesOf(CHUNK)]);
    const stays = await keep(bytesOf(CHUNK, 2), placeAt(1));
    await sweepLeftovers();
    assert.equal(await countOf(store, "upload"), 0);
    assert.equal(await kept(), 1);
    assert.deepEqual(await wholeOf(stays.blob, CHUNK), bytesOf(CHUNK, 2));
  },
);

placesTest(
  "a source that breaks off leaves nothing behind",
  async ({ store, kept }) => {
    async function* broken() {
      yield bytesOf(20 * CHUNK);
      await Promise.resolve();
      throw new Error("cut");
    }
    await assert.rejects(putBlob(broken()), /cut/);
    for (const blob of await Array.fromAsync(listChunked())) {
      await sweepOne(
        blob,
      );
    }
    assert.equal(await kept(), 0);
    assert.equal(await countOf(store, "upload"), 0);
  },
);

placesTest(
  "a scrub names damaged, missing and unwanted bytes",
  async ({ flip }) => {
    const first = await keep(bytesOf(2 * CHUNK), placeAt(1));
    const second = await keep(bytesOf(50, 2), placeAt(2));
    await keep(bytesOf(50, 3), placeAt(3));
    assert.deepEqual(await Array.fromAsync(scrub()), []);
    await flip(first.blob, 70);
    await dropChunks(second.blob);
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

storeTest("a piece at another's place does not open", async (store) => {
  const first = await keep(bytesOf(2 * CHUNK), placeAt(1));
  const second = await keep(bytesOf(50, 2), placeAt(2));
  const chunk = await store.kv.get(["blob_chunk", second.blob, 0]);
  await store.kv.set(["blob_chunk", first.blob, 0], chunk.value);
  const found = await Array.fromAsync(scrub());
  assert.deepEqual(found.map(({ where }) => where), [first.blob]);
});

placesTest(
  "E3 a blob goes on growing at any offset, and what was there stays",
  async () => {
    const bytes = bytesOf(2 * CHUNK + 900, 7);
    const blob = newId();
    const cuts = [0, 10, CHUNK - 1, CHUNK, CHUNK + 5, 2 * CHUNK, bytes.length];
    for (let i = 1; i < cuts.length; i++) {
      const [from, to] = [cuts[i - 1]!, cuts[i]!];
      const n = Math.floor(from / CHUNK);
      const rest = from % CHUNK;
      const there = rest === 0
        ? new Uint8Array()
        : (await readChunk(blob, n)).subarray(0, rest);
      const grown = new Uint8Array([...there, ...bytes.subarray(from, to)]);
      const pieces = [];
      for (let at = 0; at < grown.length; at += CHUNK) {
        pieces.push(grown.slice(at, at + CHUNK));
      }
      await writeChunks(blob, n, pieces);
      assert.deepEqual(await wholeOf(blob, to), bytes.slice(0, to), `${to}`);
    }
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
