import assert from "node:assert/strict";
import fc from "fast-check";
import { parseAddress, parseSender, sameMailbox } from "@/lib/mail/address.ts";

Deno.test("parseAddress() keeps what stands before the @ and makes the domain ASCII", () => {
  assert.equal(
    parseAddress(" Maya.O'Neil+x@Example.ORG "),
    "Maya.O'Neil+x@example.org",
  );
  assert.equal(parseAddress("joe@münchen.de"), "joe@xn--mnchen-3ya.de");
  assert.equal(sameMailbox("Maya@example.org"), "maya@example.org");
});

Deno.test("no address that parseAddress() takes can end a header line or name two people", () => {
  let taken = 0;
  const piece = fc.constantFrom(
    ..."ab.@,;<>\"'\\()[] \r\n\t:/%é\u0000\u200e\u2028=+-_",
    "example.org",
    "a@b.org",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const address = parseAddress(pieces.join(""));
      if (address === null) return;
      taken++;
      assert.match(address, /^[!-~]+@[a-z0-9.-]+$/);
      assert.doesNotMatch(address, /[,;<>"()[\]\\:\s]/);
      assert.equal(address.split("@").length, 2);
    }),
    { numRuns: 20_000 },
  );
  assert.ok(taken > 0);
});

Deno.test("parseSender() reads an address with and without a name", () => {
  const address = "parley@example.org";
  assert.deepEqual(parseSender(address, "Parley"), { name: "Parley", address });
  assert.deepEqual(parseSender(`"Harbour" <${address}>`, ""), {
    name: "Harbour",
    address,
  });
  for (const wrong of ["Harbour", `a\r\nb <${address}>`, "<>", `<${address}`]) {
    assert.equal(parseSender(wrong, "Parley"), null, wrong);
  }
});
