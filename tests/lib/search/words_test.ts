import assert from "node:assert/strict";
import { fold, wordsOf } from "@/lib/search/words.ts";

const terms = (text: string) => [...wordsOf(text)].map(({ term }) => term);

Deno.test("D3 words: case, accents and Arabic marks make no difference", () => {
  assert.deepEqual(terms("Déjà VU, Straße ΣΊΣΥΦΟΣ"), [
    "deja",
    "vu",
    "strasse",
    "σισυφοσ",
  ]);
  assert.equal(fold("مُحَمَّد"), fold("محمد"));
  assert.equal(fold("أحمد"), fold("احمد"));
  assert.equal(fold("مدرسة"), fold("مدرسه"));
  assert.equal(fold("الـــقهوة"), fold("القهوة"));
  assert.equal(fold("٢٠٢٦"), "2026");
  assert.equal(fold("İstanbul"), "istanbul");
  assert.equal(fold("ﬁnal"), "final");
  // Vowels of scripts whose marks are vowels stay.
  assert.notEqual(fold("की"), fold("का"));
});

Deno.test("D3 words: scripts without spaces are cut into words", () => {
  assert.deepEqual(terms("我们明天去北京开会"), [
    "我们",
    "明天",
    "去",
    "北京",
    "开会",
  ]);
  assert.deepEqual(terms("สวัสดีครับ"), ["สวัสดี", "ครับ"]);
  assert.ok(terms("東京でコーヒーを飲みます").includes("コーヒー"));
  assert.deepEqual(terms("v2と budget"), [...terms("v2と"), "budget"]);
});

Deno.test("D3 words: each says where it stands in the text as it was written", () => {
  const text = "See «Café‑Crème» at 3.5 km 🎉 ﷺ ok";
  for (const { start, end, term } of wordsOf(text)) {
    const there = text.slice(start, end);
    assert.ok(fold(there).includes(term) || there === "ﷺ", `${there} ${term}`);
  }
  assert.deepEqual(terms("don't 🎉 a_b"), ["don", "t", "🎉", "a", "b"]);
});
