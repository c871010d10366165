import assert from "node:assert/strict";
import fc from "fast-check";
import {
  directionOf,
  guessTimeZone,
  isTimeZone,
  languages,
  nameOfLanguage,
  pickLanguage,
  pickTimeZone,
  readerFor,
  wishes,
} from "@/lib/i18n/catalog.ts";

Deno.test("readerFor() is the same object every time and speaks its language", () => {
  const reader = readerFor("ar", "Asia/Riyadh");
  assert.equal(readerFor("ar", "Asia/Riyadh"), reader);
  assert.notEqual(readerFor("ar", "UTC"), reader);
  assert.equal(reader.direction, "rtl");
  assert.equal(reader.timeZone, "Asia/Riyadh");
  assert.equal(reader.t("common.save"), "حفظ");
  assert.equal(
    reader.say({ key: "error.too_many", values: { seconds: 2 } }),
    "حدث هذا مرات كثيرة. يُرجى المحاولة من جديد بعد ثانيتين.",
  );
  assert.equal(readerFor("en", "UTC").say({ key: "common.save" }), "Save");
});

Deno.test("languages begin with English and name themselves", () => {
  assert.deepEqual(languages, ["en", "ar"]);
  assert.equal(nameOfLanguage("ar"), "العربية");
  assert.equal(directionOf("en"), "ltr");
});

Deno.test("pickLanguage() asks the account, the cookie, the browser, in this order", () => {
  assert.equal(pickLanguage("en", "en", "ar"), "ar");
  assert.equal(pickLanguage("en", "ar"), "ar");
  assert.equal(pickLanguage("de, ar-EG;q=0.8, en;q=0.5"), "ar");
  assert.equal(pickLanguage("ar;q=0.1, en;q=0.9"), "en");
  assert.equal(pickLanguage("ar;q=0"), "en");
  assert.equal(pickLanguage("de", "xx", "__proto__"), "en");
  assert.equal(pickLanguage(null), "en");
});

Deno.test("guessTimeZone() takes the zone of a region that has only one", () => {
  assert.equal(guessTimeZone("fr-FR, en;q=0.5"), "Europe/Paris");
  assert.equal(guessTimeZone("en, de-AT"), "Europe/Vienna");
  assert.equal(guessTimeZone("en-US", "Etc/UTC"), "Etc/UTC");
  assert.equal(guessTimeZone("en", "Etc/UTC"), "Etc/UTC");
  assert.equal(pickTimeZone("fr-FR", "Asia/Tokyo"), "Asia/Tokyo");
  assert.equal(
    pickTimeZone("fr-FR", "Nowhere/City", "Asia/Tokyo"),
    "Asia/Tokyo",
  );
  assert.equal(pickTimeZone("fr-FR", "Nowhere/City"), "Europe/Paris");
});

Deno.test("wishes() and isTimeZone() take any text without a throw", () => {
  const tag = fc.stringMatching(/^[a-zA-Z0-9;=,.*_ -]{0,40}$/);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), tag), (text) => {
      assert.ok(languages.includes(pickLanguage(text, text, text)));
      assert.ok(isTimeZone(pickTimeZone(text, text, text)));
      assert.ok(Array.isArray(wishes(text)));
    }),
    { numRuns: 500 },
  );
});
