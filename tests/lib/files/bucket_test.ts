/** What only a bucket can do: be far away, unwell, or somebody else's. */
import { Unavailable } from "@/lib/errors.ts";
import { CHUNK, listChunked, writeChunks } from "@/lib/files/_chunks.ts";
import { useBucket } from "@/lib/files/blob_place.ts";
import { openBlob } from "@/lib/files/open.ts";
import { putBlob } from "@/lib/files/put.ts";
import { scrub } from "@/lib/files/scrub.ts";
import { sweepEverything, sweepLeftovers } from "@/lib/files/sweep.ts";
import { uploads } from "@/lib/files/_keys.ts";
import { list } from "@/lib/kv/read.ts";
import type { Unwell } from "../../support/s3_server.ts";
import { onNewStore } from "../../support/store.ts";
import assert from "node:assert/strict";
import {
  bytesOf,
  countOf,
  keep,
  placeAt,
  sweepOne,
  wholeOf,
} from "./_bytes.ts";
import { onPlace, type Place, theS3Server } from "./_places.ts";

/** A test on a bucket. */
function bucketTest(
  sentence: string,
  fn: (place: Place & { s3: NonNullable<Place["s3"]> }) => Promise<void>,
): void {
  Deno.test({
    name: sentence,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: () => onPlace("bucket", (place) => fn({ ...place, s3: place.s3! })),
  });
}

bucketTest(
  "a large file is few objects, and a range fetches the pieces it needs and no more",
  async ({ s3 }) => {
    const bytes = bytesOf(200 * CHUNK + 11);
    const { blob } = await keep(bytes, placeAt(1));
    assert.deepEqual(await wholeOf(blob, bytes.length), bytes);
    s3.asked.length = 0;
    const [first, last] = [95 * CHUNK + 5, 97 * CHUNK];
    const range = await openBlob(blob, { first, last });
    assert.deepEqual(
      await new Response(range).bytes(),
      bytes.slice(first, last + 1),
    );
    assert.equal(s3.asked.length, 2, s3.asked.join("\n"));
    const puts = new Set<string>();
    for await (const key of s3.bucket().list("")) {
      if (key.includes(blob)) puts.add(key);
    }
    assert.equal(puts.size, 3);
  },
);

bucketTest(
  "what lies in a bucket says nothing of what was put there",
  async ({ s3, store }) => {
    const text = "a canary in a coal mine ".repeat(9);
    await keep(new TextEncoder().encode(text), placeAt(1));
    assert.equal(await countOf(store, "blob_chunk"), 0, "nothing beside it");
    let seen = 0;
    for await (const { name } of Deno.readDir(`${s3.folder}/files`)) {
      for (const path of await filesUnder(`${s3.folder}/files/${name}`)) {
        const bytes = await Deno.readFile(path);
        const found = new TextDecoder("latin1").decode(bytes);
        assert.ok(!/canary|coal mine/.test(found), path);
        seen++;
      }
    }
    assert.ok(seen > 0);
  },
);

async function filesUnder(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    found.push(...isDirectory ? await filesUnder(path) : [path]);
  }
  return found;
}

const faults: [string, Unwell["how"]][] = [
  ["answers 500", { status: 500 }],
  ["answers 503", { status: 503 }],
  ["is slower than we wait", { slow: 2_500 }],
  ["hangs up", "hang-up"],
];
for (const [what, how] of faults) {
  bucketTest(`a bucket that ${what} twice loses nothing`, async ({ s3 }) => {
    const bytes = bytesOf(120 * CHUNK);
    s3.unwell = { times: "slow" in Object(how) ? 1 : 2, how, only: /^PUT/ };
    const { blob } = await keep(bytes, placeAt(1));
    assert.equal(s3.unwell.times, 0);
    s3.unwell = { ...s3.unwell, times: 1, only: /^GET/ };
    assert.deepEqual(await wholeOf(blob, bytes.length), bytes);
    assert.equal(s3.unwell.times, 0);
    assert.deepEqual(await Array.fromAsync(scrub()), []);
  });
}

bucketTest("an answer that breaks off goes on where it was", async ({ s3 }) => {
  const bytes = bytesOf(90 * CHUNK);
  const { blob } = await keep(bytes, placeAt(1));
  for (const cut of [1, CHUNK, 40 * CHUNK + 77]) {
    s3.unwell = { times: 1, how: { cut }, only: /^GET/ };
    assert.deepEqual(await wholeOf(blob, bytes.length), bytes);
    assert.equal(s3.unwell.times, 0);
  }
});

bucketTest(
  "E7 a bucket that stays away is a 503 with a sentence, and nothing half stored",
  async ({ s3, store, kept }) => {
    async function* source() {
      yield bytesOf(100 * CHUNK);
      s3.unwell = { times: Infinity, how: { status: 503 } };
      await Promise.resolve();
      yield bytesOf(100 * CHUNK, 2);
    }
    await assert.rejects(putBlob(source()), (error) => {
      assert.ok(error instanceof Unavailable);
      assert.equal(error.sentence.key, "error.files_away");
      return true;
    });
    assert.equal(await countOf(store, "upload"), 0);
    s3.unwell = null;
    assert.equal(await kept(), 1, "its first object waits to be swept up");
    for await (const blob of listChunked()) await sweepOne(blob);
    assert.equal(await kept(), 0);
  },
);

bucketTest(
  "a wrong key is refused at once, not tried again",
  async ({ s3 }) => {
    await onNewStore(async (store) => {
      useBucket(store, s3.bucket({}, "wrong"));
      s3.asked.length = 0;
      await assert.rejects(putBlob([bytesOf(10)]), { name: "BucketRefused" });
      assert.equal(s3.asked.filter((one) => one.startsWith("PUT")).length, 1);
    });
  },
);

bucketTest(
  "objects that nothing knows of are swept, those of another store never",
  async ({ s3, kept }) => {
    await writeChunks("orphan", 0, [bytesOf(10)]);
    const mine = await keep(bytesOf(20), placeAt(1));
    await onNewStore(async (other) => {
      useBucket(other, s3.bucket());
      assert.equal(await sweepEverything(), 0, "sees only its own");
    });
    assert.equal(await kept(), 2);
    assert.deepEqual(
      (await Array.fromAsync(scrub())).map(({ what }) => what),
      ["orphan"],
    );
    assert.equal(await sweepEverything(), 1);
    assert.equal(await kept(), 1);
    assert.deepEqual(await wholeOf(mine.blob, 20), bytesOf(20));
  },
);

bucketTest(
  "a server starts although its bucket cannot be reached, and sweeps later",
  async ({ s3, kept }) => {
    await putBlob([bytesOf(10)]);
    s3.unwell = { times: Infinity, how: "hang-up" };
    await sweepLeftovers();
    for await (const _ of list(uploads, [])) assert.fail("still arriving");
    s3.unwell = null;
    for await (const blob of listChunked()) await sweepOne(blob);
    assert.equal(await kept(), 0);
  },
);

bucketTest(
  "what was kept in rows before there was a bucket is still there, and goes",
  async ({ s3 }) => {
    await onNewStore(async (store) => {
      const old = await keep(bytesOf(2 * CHUNK), placeAt(1));
      useBucket(store, s3.bucket());
      const fresh = await keep(bytesOf(99, 2), placeAt(2));
      assert.deepEqual(await wholeOf(old.blob, 2 * CHUNK), bytesOf(2 * CHUNK));
      assert.deepEqual(await wholeOf(fresh.blob, 99), bytesOf(99, 2));
      assert.deepEqual(await Array.fromAsync(scrub()), []);
      assert.equal(await countOf(store, "blob_chunk"), 2);
    });
  },
);

bucketTest("more objects than one list holds are all found", async () => {
  const bucket = (await theS3Server()).bucket();
  for (let n = 0; n < 7; n++) {
    await bucket.put(`many/${n}/x`, new Uint8Array([n]));
  }
  const all = await Array.fromAsync(bucket.list("many/", { atOnce: 2 }));
  assert.deepEqual(all, [0, 1, 2, 3, 4, 5, 6].map((n) => `many/${n}/x`));
  const folders = bucket.list("many/", { folders: true, atOnce: 3 });
  assert.equal((await Array.fromAsync(folders)).length, 7);
});
