import { Invalid, TooLarge } from "@/lib/errors.ts";
import { parseDraft, parseText } from "@/lib/messages/draft.ts";
import { TEXT_LIMIT } from "@/lib/messages/model.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import fc from "fast-check";
import assert from "node:assert/strict";
import { directOf, gatherCast } from "../../support/people.ts";
import { storeTest } from "../../support/store.ts";
import { logOf } from "./_talk.ts";

const clientId = "client-id-1";

/** Is the text refused at its field? */
function refused(text: string, key: string) {
  assert.throws(() => parseText(text), (error) => {
    assert.ok(error instanceof Invalid, `${JSON.stringify(text)}: ${error}`);
    assert.equal(error.fields.text?.key, key);
    return true;
  });
}

Deno.test("parseText() unifies line ends, drops NUL and what trails, and keeps the rest as typed", () => {
  assert.equal(parseText("a\r\nb\rc\nd"), "a\nb\nc\nd");
  assert.equal(parseText("a\0b\0"), "ab");
  assert.equal(parseText("  indented\n\n\n"), "  indented");
  assert.equal(parseText("👩🏽‍🚀 مرحبا Å"), "👩🏽‍🚀 مرحبا Å");
  assert.equal(parseText("<b>&amp;"), "<b>&amp;");
});

Deno.test("parseText() refuses what shows nothing", () => {
  const nothing = [
    "",
    " ",
    "\n\t\r\n",
    "\0",
    "\0\0 \0",
    "\u200b",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\u00ad",
    "\u202e\u2066\u2069",
    "\u3164",
    "\u115f\u1160\uffa0",
    "\ufe0f",
    "\u034f",
    "\u2800",
    "\u0001\u001f\u007f",
    "\u{e0041}",
    "\u200b".repeat(300_000),
  ];
  for (const text of nothing) refused(text, "message.error.empty");
  assert.equal(parseText("\u200bx"), "\u200bx");
});

Deno.test("parseText() refuses ill-formed text and text over the limit, a megabyte in no time", () => {
  for (const text of ["\ud800", "a\udc00b", "😀\ud83d", "\udfff\ud800"]) {
    refused(text, "message.error.ill_formed");
  }
  assert.equal(parseText("x".repeat(TEXT_LIMIT)).length, TEXT_LIMIT);
  const started = performance.now();
  for (
    const text of [
      "x".repeat(TEXT_LIMIT + 1),
      "ä".repeat(TEXT_LIMIT / 2 + 1),
      "x".repeat(1_000_000),
      " ".repeat(1_000_000) + "x",
      ("x" + " ".repeat(99)).repeat(10_000),
    ]
  ) assert.throws(() => parseText(text), TooLarge);
  refused("\r".repeat(1_000_000), "message.error.empty");
  assert.ok(performance.now() - started < 1_000);
});

Deno.test("parseText() gives what it would take again, or says no; never anything else", () => {
  const unit = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
    fc.constantFrom("\0", "\r", "\r\n", "\ud800", " ", "\u200b"),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 6 }), (parts) => {
      try {
        const text = parseText(parts.join(""));
        assert.equal(parseText(text), text);
        assert.ok(text.isWellFormed() && !/[\0\r]/.test(text));
      } catch (error) {
        assert.ok(error instanceof Invalid || error instanceof TooLarge);
      }
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("parseDraft() refuses client ids that no form of ours made", () => {
  const good = ["abcdefgh", "a-b_c-D9", "x".repeat(64), crypto.randomUUID()];
  for (const id of good) {
    const draft = parseDraft({ text: "Hi", clientId: id }, "c");
    assert.deepEqual(draft, { conversation: "c", text: "Hi", clientId: id });
  }
  const bad = [
    "",
    "short",
    "x".repeat(65),
    "x".repeat(1_000_000),
    "has space",
    "abcdefgh\n",
    "\ud800abcdefgh",
    "abcdefg\0",
    "äbcdefghi",
    "../../../etc",
  ];
  for (const id of bad) {
    assert.throws(
      () => parseDraft({ text: "Hi", clientId: id }, "c"),
      (error) => {
        assert.ok(error instanceof Invalid);
        assert.ok(error.fields.client_id);
        return true;
      },
    );
  }
});

storeTest(
  "the longest text of every script fits the store, and comes back as it was",
  async () => {
    const { maya, jonas } = await gatherCast();
    const { id } = await directOf(maya, jonas);
    const longest = ["x", "ß", "م", "漢", "😀", "\u0001", '"', "\\"].map(
      (char) => {
        const bytes = new TextEncoder().encode(char).length;
        return char.repeat(Math.floor((TEXT_LIMIT - 1) / bytes)) + "x";
      },
    );
    for (const [i, text] of longest.entries()) {
      const draft = parseDraft({ text, clientId: `${clientId}${i}` }, id);
      await sendMessage(maya, draft);
    }
    const stored = (await logOf(id)).map(({ body }) => body);
    assert.deepEqual(stored, longest.map((text) => ({ text })));
  },
);
