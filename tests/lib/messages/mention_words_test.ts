import { mentionWords, renderMarkdown } from "@/lib/messages/markdown.ts";
import { readingsOf } from "@/lib/messages/mention_words.ts";
import fc from "fast-check";
import assert from "node:assert/strict";

Deno.test("B12 words after an @ are found outside of code, links and addresses, in every script", () => {
  const cases: [string, string[]][] = [
    ["@maya", ["maya"]],
    ["(@maya) and **@jonas**, @نور! و@لا", ["maya", "jonas", "نور"]],
    ["@maya @maya", ["maya"]],
    ["cc:@maya/@jonas", ["maya"]],
    ["maya@example.org", []],
    ["<maya@example.org>", []],
    ["https://example.org/@maya", []],
    ["[@maya](https://example.org)", []],
    ["@maya@example.org", []],
    ["`@maya` and\n```\n@maya\n```", []],
    ["\\@maya", []],
    ["> @maya said", ["maya"]],
    ["@maya_b.c-d", ["maya_b.c-d"]],
    ["@1st @_x @", []],
    ["\u{200f}@مايا، تعالي", ["مايا"]],
    ["a_@maya_", []],
  ];
  for (const [text, words] of cases) {
    assert.deepEqual(mentionWords(text), words, text);
  }
  assert.deepEqual(readingsOf("maya.."), ["maya..", "maya.", "maya"]);
});

Deno.test("B12 a word that means somebody is a link to them as they are called now, the rest stays text", () => {
  const mentions = [
    { word: "maya", to: "id-1", username: "maya.lind" },
    { word: "all", to: "@all" },
  ];
  assert.equal(
    renderMarkdown("**@maya.** @jonas @all `@all`", mentions),
    '<p><strong><a href="/people/maya.lind" data-mention="id-1" data-sheet="mine">@maya</a>.</strong>' +
      ' @jonas <b data-mention="@all" data-sheet="mine">@all</b> <code>@all</code></p>',
  );
  assert.equal(renderMarkdown("@maya"), "<p>@maya</p>");
});

Deno.test("B12 no text makes a mention of more than its own word, or anything but text and links", () => {
  const part = fc.oneof(
    fc.constantFrom(
      "@maya",
      "@all",
      "`",
      "*",
      "_",
      "[",
      "](https://a.b)",
      "\\",
    ),
    fc.string(),
    fc.constantFrom('"><b>', "&lt;", "\n", "> ", "مايا"),
  );
  const mentions = [{ word: "maya", to: "id-1", username: 'm"<a' }];
  fc.assert(fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
    const html = renderMarkdown(parts.join(""), mentions);
    const links = html.match(/data-mention/g) ?? [];
    const whole = html.match(
      /<a href="\/people\/m%22%3Ca" data-mention="id-1" data-sheet="mine">@maya<\/a>/g,
    ) ?? [];
    const typed = parts.join("").match(/data-mention/g) ?? [];
    assert.equal(links.length, whole.length + typed.length);
  }));
});
