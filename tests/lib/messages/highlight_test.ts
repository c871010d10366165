/** Blocks of code: told apart by classes, within bounds, in colours one can read. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { highlightFile } from "@/lib/messages/highlight_file.ts";
import { renderMarkdown } from "@/lib/messages/markdown.ts";

const fence = (language: string, code: string) =>
  `${"`".repeat(3)}${language}\n${code}\n${"`".repeat(3)}`;
const textOf = (html: string) =>
  html.replace(/<[^>]*>/g, "").replace(
    /&(lt|gt|amp|quot|#x27);/g,
    (_, name) =>
      ({ lt: "<", gt: ">", amp: "&", quot: '"', "#x27": "'" } as Record<
        string,
        string
      >)[name]!,
  ).trim();

Deno.test("B6 a block of code in a language we know has its parts told apart, and its sheet; all else stays as it was", () => {
  const html = renderMarkdown(
    fence("ts", 'const a = "<b>"; // why\nclass Boat {}'),
  );
  assert.match(html, /^<pre data-sheet="code"><code class="language-ts">/);
  assert.match(html, /<span class="h-keyword">const<\/span>/);
  assert.match(html, /<span class="h-string">&quot;&lt;b&gt;&quot;<\/span>/);
  assert.match(html, /<span class="h-comment">\/\/ why<\/span>/);
  assert.deepEqual(sheetsOf([{ html }]), ["code"]);
  for (
    const [language, code] of [
      ["", "const a = 1;"],
      ["klingon", "const a = 1;"],
      ["constructor", "const a = 1;"],
      ["__proto__", "const a = 1;"],
      ['x" onload="y', "const a = 1;"],
      ["ts", `const a = "${"x".repeat(250)}";`],
      ["ts", "const a = 1;\n".repeat(400)],
    ] as const
  ) {
    const plain = renderMarkdown(fence(language, code));
    assert.ok(!plain.includes("<span"), language);
    assert.deepEqual(sheetsOf([{ html: plain }]), [], language);
    assert.equal(textOf(plain), code.trim());
  }
  const typed = renderMarkdown('<pre data-sheet="code">');
  assert.deepEqual(sheetsOf([{ html: typed }]), [], "typing it is not it");
});

Deno.test("B6 whatever stands in a block comes out letter for letter, in every language", () => {
  const languages = ["js", "ts", "py", "html", "css", "sql", "bash", "json"]
    .concat(["go", "rust", "java", "c", "cpp", "csharp", "php", "ruby"])
    .concat(["yaml", "diff", "md", "kotlin", "swift", "ini", "lua", "perl"]);
  const piece = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      "<script>",
      "</code>",
      "&lt;",
      "'",
      '"',
      "/*",
      "<?php",
      "${",
    ),
    fc.constantFrom("\n", "  ", "<!--", "]]>", "\\", "#", "=begin\n", "@{"),
  );
  const code = fc.array(piece, { maxLength: 30 }).map((all) => all.join(""))
    .map((all) => all.replace(/[`\r\t\0]/g, "").trim())
    .filter((all) => all.isWellFormed() && all !== "");
  fc.assert(
    fc.property(fc.constantFrom(...languages), code, (language, text) => {
      const html = renderMarkdown(fence(language, text));
      assert.equal(textOf(html), text);
      const tags = html.match(/<[^>]*>/g)!;
      for (const tag of tags) {
        assert.match(
          tag,
          /^<(\/?(pre|code|span)|pre data-sheet="code"|code class="language-\w+"|span class="(h-[\w -]+|language-\w+)")>$/,
        );
      }
    }),
    { numRuns: 600 },
  );
});

Deno.test("B6 hostile blocks cost a bounded piece of time, once, and do not blow up the page", () => {
  const pieces = ["a", "_", "-", "$", "1.", "(", "{", "function ", "if ", "${"]
    .concat(["->", "?>", "|", "^", "\n", "//", "<a ", "'", "#", "import "]);
  let most = 0;
  const before = performance.now();
  const texts: string[] = [];
  for (const language of ["ts", "java", "cpp", "csharp", "ini", "perl", "r"]) {
    for (const piece of pieces) {
      const code = piece.repeat(4_000).slice(0, 3_900)
        .replace(/[^\n]{190}/g, (line) => `${line}\n`);
      texts.push(fence(language, code.slice(0, 3_990)));
    }
  }
  for (const text of texts) {
    most = Math.max(most, renderMarkdown(text).length);
  }
  const first = performance.now() - before;
  assert.ok(most < 60_000, `${most} letters of HTML`);
  // One takes some ten milliseconds on an idle machine; without bounds, seconds.
  assert.ok(first / texts.length < 500, `${first} ms for ${texts.length}`);
  const again = performance.now();
  for (const text of texts) renderMarkdown(text);
  assert.ok(performance.now() - again < first / 2, "remembered");
});

Deno.test("E2 a hostile file of code costs a bounded piece of time, and a long one stays as it is", () => {
  const hostile = (letters: number) =>
    `${"a ".repeat(99)}\n`.repeat(letters).slice(0, letters);
  const before = performance.now();
  highlightFile("tides.CS", hostile(7_900));
  // Some 200 ms on an idle machine; 32,000 letters take 3 s.
  assert.ok(performance.now() - before < 2_000);
  assert.equal(highlightFile("tides.cs", hostile(8_100)), null);
  assert.equal(highlightFile("tides", "const a = 1;"), null);
  assert.match(highlightFile("tides.ts", "const a = 1;")!, /h-keyword/);
});

/** Relative luminance (WCAG 2.2). */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((one) =>
    one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4
  );
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
const rgbOf = (hex: string) =>
  (hex.length === 4 ? hex.replace(/[^#]/g, "$&$&") : hex).match(/[^#]{2}/g)!
    .map((one) => parseInt(one, 16) / 255);

Deno.test("I5 colours of code have enough contrast on both sides' bubbles, by day and by night", async () => {
  const root = new URL("../../../", import.meta.url);
  const read = (name: string) =>
    Deno.readTextFile(new URL(`static/styles/${name}.css`, root));
  const pairs = (css: string) =>
    new Map(
      [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)]
        .map(([, name, light, dark]) => [name!, [light!, dark!]] as const),
    );
  const tokens = pairs((await read("tokens")).split("[data-theme")[0]!);
  const colours = pairs(await read("code"));
  assert.ok(colours.size >= 8);
  for (const [name, colour] of colours) {
    for (const ground of ["bubble", "tint", "surface"]) {
      for (const half of [0, 1]) {
        const ink = rgbOf(tokens.get("ink")![half]!);
        const behind = rgbOf(tokens.get(ground)![half]!)
          .map((one, i) => one * 0.93 + ink[i]! * 0.07);
        const [a, b] = [rgbOf(colour[half]!), behind].map(luminance)
          .toSorted((x, y) => y - x);
        const ratio = (a! + 0.05) / (b! + 0.05);
        assert.ok(ratio >= 4.5, `${name} on ${ground}, ${half}: ${ratio}`);
      }
    }
  }
});
