import assert from "node:assert/strict";
import fc from "fast-check";
import { change } from "@/lib/kv/change.ts";
import { list, type ListOptions, read } from "@/lib/kv/read.ts";
import { openStore, withStore } from "@/lib/kv/store.ts";
import { all, kvTest, rows } from "./_stage.ts";

async function seed(): Promise<void> {
  await change((c) => {
    for (const place of ["a", "b", "b\0", "ba", "c"]) {
      for (let n = 1; n <= 5; n++) c.put(rows, [place, n], { text: place + n });
    }
  });
}

async function numbers(options: ListOptions): Promise<number[]> {
  return (await all(list(rows, ["b"], options))).map(({ key }) => key[1]);
}

kvTest(
  "list() gives the rows under its prefix, in order, and no others",
  async () => {
    assert.deepEqual(await all(list(rows, ["b"])), []);
    await seed();
    const found = await all(list(rows, ["b"]));
    assert.deepEqual(
      found.map(({ key, value }) => [key, value.text]),
      [1, 2, 3, 4, 5].map((n) => [["b", n], `b${n}`]),
    );
    assert.match(found[0]!.versionstamp, /^[0-9a-f]{20}$/);
    assert.equal((await all(list(rows, []))).length, 25);
  },
);

kvTest("list() leaves out both bounds, forwards and backwards", async () => {
  await seed();
  assert.deepEqual(await numbers({ after: 2 }), [3, 4, 5]);
  assert.deepEqual(await numbers({ before: 4 }), [1, 2, 3]);
  assert.deepEqual(await numbers({ after: 1, before: 5 }), [2, 3, 4]);
  assert.deepEqual(await numbers({ after: 1, before: 5, reverse: true }), [
    4,
    3,
    2,
  ]);
  assert.deepEqual(await numbers({ before: 4, reverse: true, limit: 2 }), [
    3,
    2,
  ]);
});

kvTest("list() is empty where nothing can lie between the bounds", async () => {
  await seed();
  assert.deepEqual(await numbers({ after: 3, before: 4 }), []);
  assert.deepEqual(await numbers({ after: 3, before: 3 }), []);
  assert.deepEqual(await numbers({ after: 5, before: 1 }), []);
  assert.deepEqual(await numbers({ after: 5 }), []);
  assert.deepEqual(await numbers({ limit: 0 }), []);
});

kvTest("list() bounds a part together with everything under it", async () => {
  await seed();
  const places = async (options: ListOptions) => [
    ...new Set((await all(list(rows, [], options))).map(({ key }) => key[0])),
  ];
  assert.deepEqual(await places({ after: "b" }), ["b\0", "ba", "c"]);
  assert.deepEqual(await places({ before: "b\0" }), ["a", "b"]);
  assert.deepEqual(await places({ after: "a", before: "c" }), [
    "b",
    "b\0",
    "ba",
  ]);
});

kvTest("list() reads beyond one batch", async () => {
  for (let at = 0; at < 1_200; at += 400) {
    await change((c) => {
      for (let n = at; n < at + 400; n++) c.put(rows, ["a", n], { text: "" });
    });
  }
  assert.equal((await all(list(rows, ["a"]))).length, 1_200);
  assert.equal((await all(list(rows, ["a"], { limit: 700 }))).length, 700);
});

/** One step of the model below. */
const step = fc.oneof(
  fc.record({
    do: fc.constant("put" as const),
    place: fc.constantFrom("a", "b", "ab"),
    n: fc.integer({ min: -3, max: 6 }),
    text: fc.string({ maxLength: 4 }),
  }),
  fc.record({
    do: fc.constant("drop" as const),
    place: fc.constantFrom("a", "b", "ab"),
    n: fc.integer({ min: -3, max: 6 }),
  }),
  fc.record({
    do: fc.constant("list" as const),
    place: fc.constantFrom("a", "b", "ab"),
    after: fc.option(fc.integer({ min: -4, max: 7 }), { nil: undefined }),
    before: fc.option(fc.integer({ min: -4, max: 7 }), { nil: undefined }),
    limit: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    reverse: fc.boolean(),
  }),
);

Deno.test("the store behaves like a sorted map, whatever is put, dropped and listed", async () => {
  const steps = fc.array(step, { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, async (todo) => {
      using store = await openStore(":memory:");
      await withStore(store, async () => {
        const model = new Map<string, { n: number; text: string }>();
        for (const one of todo) {
          if (one.do === "put") {
            const { place, n, text } = one;
            await change((c) => c.put(rows, [place, n], { text }));
            model.set(`${place}/${n}`, { n, text });
            assert.deepEqual(await read(rows, [place, n]), { text });
          } else if (one.do === "drop") {
            await change((c) => c.drop(rows, [one.place, one.n]));
            model.delete(`${one.place}/${one.n}`);
            assert.equal(await read(rows, [one.place, one.n]), null);
          } else {
            const { place, after, before, limit, reverse } = one;
            const options: ListOptions = {
              reverse,
              ...(after === undefined ? {} : { after }),
              ...(before === undefined ? {} : { before }),
              ...(limit === undefined ? {} : { limit }),
            };
            const found = await all(list(rows, [place], options));
            let expected = [...model].filter(([key, { n }]) =>
              key.startsWith(`${place}/`) && n > (after ?? -Infinity) &&
              n < (before ?? Infinity)
            ).map(([, row]) => row).sort((a, b) => a.n - b.n);
            if (reverse) expected.reverse();
            expected = expected.slice(0, limit);
            assert.deepEqual(
              found.map(({ key, value }) => ({ n: key[1], text: value.text })),
              expected,
            );
          }
        }
      });
    }),
    { numRuns: 60 },
  );
});
