import assert from "node:assert/strict";
import fc from "fast-check";
import { numbersIn, packNode, unpackNode } from "@/lib/search/_node.ts";
import { packNumbers, unpackNumbers } from "@/lib/search/_numbers.ts";

const term = fc.string({
  unit: fc.constantFrom(..."abé北😀😁z"),
  minLength: 1,
  maxLength: 5,
});
const seqs = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }), {
  minLength: 1,
})
  .map((list) => list.sort((a, b) => a - b));

Deno.test("D3 a node is the same after packing, and each term is found in its bytes", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(term, seqs), { selector: ([one]) => one }),
      term,
      (pairs, other) => {
        pairs.sort(([a], [b]) => a < b ? -1 : 1);
        const leaf = {
          terms: pairs.map(([one]) => one),
          numbers: pairs.map(([, list]) => packNumbers(list)),
        };
        if (pairs.length === 0) return;
        const bytes = packNode(leaf);
        assert.deepEqual(unpackNode(bytes), leaf);
        for (const [one, list] of pairs) {
          assert.deepEqual(unpackNumbers(numbersIn(bytes, one)), list);
        }
        const there = pairs.find(([one]) => one === other)?.[1] ?? [];
        assert.deepEqual(unpackNumbers(numbersIn(bytes, other)), there);
      },
    ),
    { numRuns: 500 },
  );
  const slots = [{ term: "", seq: 0, node: 7 }, {
    term: "a",
    seq: 900,
    node: 3,
  }];
  assert.deepEqual(unpackNode(packNode({ slots })), { slots });
});
