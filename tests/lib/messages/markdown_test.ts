import { plainText, renderMarkdown } from "@/lib/messages/markdown.ts";
import fc from "fast-check";
import assert from "node:assert/strict";

const ELEMENTS = new Set(
  "p br strong em s code pre blockquote ul ol li a hr span".split(" "),
);
/** Exactly the tags and attributes we make; anything else is a hole. */
const TAG = /^<(?:\/([a-z]+)|([a-z]+)((?: [a-z-]+="[^"<>]*")*)(?: \/)?)>$/;
const LINK =
  /^ href="(?:https?:\/\/|mailto:)[^"<>\s]*"(?: title="[^"<>]*")? rel="nofollow noopener noreferrer ugc" target="_blank"$/i;

/** Fails unless the HTML holds nothing but our own few tags and safe links. */
function assertSafe(html: string, from: string) {
  const open: string[] = [];
  const rest = html.replace(/<[^>]*>/g, (tag) => {
    const [, closing, opening, attributes = ""] = TAG.exec(tag) ?? [];
    const name = closing ?? opening;
    assert.ok(
      name && ELEMENTS.has(name),
      `${tag} from ${JSON.stringify(from)}`,
    );
    if (closing) assert.equal(open.pop(), closing, from);
    else if (name !== "br" && name !== "hr") open.push(name);
    if (name === "a" && opening) assert.match(attributes, LINK, from);
    else if (name === "ol") assert.match(attributes, /^( start="\d+")?$/);
    else if (name === "code") {
      assert.match(attributes, /^( class="language-[^"<>]*")?$/);
    } else if (name === "span" && opening) {
      assert.match(attributes, /^ class="(h-[\w -]+|language-[\w-]+)"$/);
    } else if (name === "pre" && opening) {
      assert.match(attributes, /^( data-sheet="code")?$/);
    } else assert.equal(attributes, "", from);
    return "";
  });
  assert.deepEqual(open, []);
  assert.ok(!/[<>]/.test(rest), `raw HTML from ${JSON.stringify(from)}`);
}

Deno.test("B6 emphasis, code, quotes, lists and links become HTML", () => {
  const cases: [string, string][] = [
    [
      "**bold** *slanted* ~~gone~~",
      "<p><strong>bold</strong> <em>slanted</em> <s>gone</s></p>",
    ],
    ["one\ntwo", "<p>one<br>\ntwo</p>"],
    ["use `let x`", "<p>use <code>let x</code></p>"],
    ["> said", "<blockquote>\n<p>said</p>\n</blockquote>"],
    ["- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"],
    ["3. c", '<ol start="3">\n<li>c</li>\n</ol>'],
    [
      "```js\na < b\n```",
      '<pre data-sheet="code"><code class="language-js">a &lt; b\n</code></pre>',
    ],
    [
      "[tides](https://tides.example/a?b=1&c=2)",
      '<p><a href="https://tides.example/a?b=1&amp;c=2" rel="nofollow noopener noreferrer ugc" target="_blank">tides</a></p>',
    ],
    [
      "see https://tides.example.",
      '<p>see <a href="https://tides.example" rel="nofollow noopener noreferrer ugc" target="_blank">https://tides.example</a>.</p>',
    ],
    [
      "<crew@tides.example>",
      '<p><a href="mailto:crew@tides.example" rel="nofollow noopener noreferrer ugc" target="_blank">crew@tides.example</a></p>',
    ],
  ];
  for (const [text, html] of cases) {
    assert.equal(renderMarkdown(text), html);
    assertSafe(html, text);
  }
});

Deno.test("B6 raw HTML, pictures, headings and tables stay words", () => {
  assert.equal(renderMarkdown("<b>bold</b>"), "<p>&lt;b&gt;bold&lt;/b&gt;</p>");
  assert.equal(renderMarkdown("# Title"), "<p># Title</p>");
  assert.equal(renderMarkdown("| a |\n|---|"), "<p>| a |<br>\n|---|</p>");
  const image = renderMarkdown("![alt](https://tracker.example/x.png)");
  assert.ok(!image.includes("<img"), image);
  assert.equal(
    renderMarkdown("example.com and a@example.com"),
    "<p>example.com and a@example.com</p>",
  );
});

const HOSTILE = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "&#106;avascript:alert(1)",
  "&#x6A;avascript&colon;alert(1)",
  "javascript&Tab;:alert(1)",
  "javas&NewLine;cript:alert(1)",
  "javascript://https://x/%0aalert(1)",
  "data:text/html;base64,PHNjcmlwdD4=",
  "data:image/png;base64,iVBORw0K",
  "data:image/svg+xml,<svg onload=alert(1)>",
  "vbscript:msgbox(1)",
  "file:///etc/passwd",
  "blob:https://x/1",
  "view-source:https://x",
  "intent://x#Intent;scheme=http;end",
  "tel:+1",
  "sms:1",
  "ftp://x",
  "web+parley:x",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/sign-out",
  "?x",
  "#x",
  "https:evil",
  "http:/evil",
  'https://x"onmouseover=alert(1)',
  "https://x' onmouseover='alert(1)",
  "https://x/<script>alert(1)</script>",
  "mailto:a@b?subject=<script>",
  "https://user:pass@x/\u202egpj.exe",
];

Deno.test("B6 of a corpus of hostile links only http, https and mailto become links, in every way to write one", () => {
  for (const url of HOSTILE) {
    for (
      const text of [
        `[a](${url})`,
        `[a](<${url}>)`,
        `<${url}>`,
        url,
        `[a][1]\n\n[1]: ${url}`,
        `[a]: ${url}\n\n[a]`,
        `![a](${url})`,
        `[a](${url} "title\\"onclick=alert(1)")`,
        `[![a](${url})](${url})`,
        `\`\`\`${url}\nx\n\`\`\``,
      ]
    ) assertSafe(renderMarkdown(text), text);
  }
});

Deno.test("B6 of 20,000 random texts made of hostile pieces no link but http, https and mailto and no raw HTML comes out, twice the same", () => {
  const piece = fc.constantFrom(
    ...HOSTILE,
    ..."[ ] ( ) < > \" ' ` * _ ~ \\ ! & ; : / # | = - + . \n \t".split(" "),
    ..."[a]( ](  )[ <a <img /> <!-- --> <![CDATA[ ]]> &lt; &quot; &#0; &#60; ```"
      .split(" "),
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "    ",
    "\0",
    "\u2028",
    "\ufffe",
    "https://a.b/",
    "<script>",
    'onerror="x"',
    "href=",
    "word",
  );
  const text = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.array(piece, { maxLength: 14 }).map((all) => all.join("")),
    },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  );
  fc.assert(
    fc.property(text, (some) => {
      const html = renderMarkdown(some);
      assertSafe(html, some);
      assert.equal(renderMarkdown(some), html);
    }),
    { numRuns: 20_000 },
  );
});

Deno.test("B6 a remembered text and one rendered anew give the same HTML", () => {
  const text = "Same **every** time, see https://a.example/";
  const first = renderMarkdown(text);
  for (let i = 0; i < 5_100; i++) renderMarkdown(`push it out ${i}`);
  assert.equal(renderMarkdown(text), first);
});

Deno.test("no text of the longest length keeps the server busy", () => {
  const bricks = [
    "[",
    "![",
    "](",
    "<",
    "*",
    "**a",
    "_a_",
    "`",
    "> ",
    "- ",
    "\\",
    "&",
    "[a](",
    "~~",
    "a*",
    "((",
    "[](<",
    "https://",
    "<a@",
    "1. ",
    "``` ",
    "\n>",
    "[a]: b\n",
  ];
  for (const brick of bricks) {
    const text = brick.repeat(Math.floor(16_000 / brick.length));
    const started = performance.now();
    assertSafe(renderMarkdown(text), brick);
    plainText(text, 90);
    const took = performance.now() - started;
    assert.ok(took < 500, `${JSON.stringify(brick)} took ${took} ms`);
  }
});

Deno.test("plainText() is the text without marks, in one line", () => {
  const cases: [string, string][] = [
    [
      "**Ferry** at `08:15`\nfrom [pier 3](https://p.example)",
      "Ferry at 08:15 from pier 3",
    ],
    ["> quoted\n\nanswer", "quoted answer"],
    ["- one\n- two", "one two"],
    ["```js\nlet a = 1;\nlet b;\n```", "let a = 1; let b;"],
    ["<b>x</b> & y", "<b>x</b> & y"],
    ["\u2028a\tb", "a b"],
  ];
  for (const [text, plain] of cases) assert.equal(plainText(text, 90), plain);
  assert.equal(plainText("x".repeat(200), 90), "x".repeat(90) + "…");
  assert.equal(plainText("😀".repeat(200), 90), "😀".repeat(90) + "…");
  assert.equal(plainText("x".repeat(90), 90), "x".repeat(90));
});

Deno.test("plainText() never breaks a character and never runs over", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom("😀", "**", "a", " ", "`", "[x](https://y)", "\n", "م"),
        { maxLength: 80 },
      ),
      fc.integer({ min: 1, max: 20 }),
      (parts, limit) => {
        const plain = plainText(parts.join(""), limit);
        assert.ok(plain.isWellFormed(), JSON.stringify(parts));
        assert.ok([...plain].length <= limit + 1);
        assert.ok(!plain.includes("\n"));
      },
    ),
    { numRuns: 3_000 },
  );
  // The cut falls into the middle of the last character of all.
  assert.ok(
    plainText("`".repeat(40) + "a".repeat(39) + "😀", 20).isWellFormed(),
  );
});
