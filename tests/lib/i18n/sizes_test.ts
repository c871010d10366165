import assert from "node:assert/strict";
import { sizeText } from "@/lib/i18n/sizes.ts";

Deno.test("a size is said in the largest unit that leaves a whole number", () => {
  const said = [0, 1, 999, 1_000, 3_640_000, 999_999, 250_000_000, 1e12];
  assert.deepEqual(said.map((size) => sizeText(size, "en")), [
    "0 bytes",
    "1 byte",
    "999 bytes",
    "1 kB",
    "3.6 MB",
    "1 MB",
    "250 MB",
    "1,000 GB",
  ]);
});

Deno.test("a size is said in the words of each language", () => {
  assert.match(sizeText(3_640_000, "ar"), /م.?ب|ميغابايت/);
});
