import assert from "node:assert/strict";
import { buildPhrases } from "@/lib/i18n/build_phrases.ts";

type Catalogs = Record<string, Record<string, string>>;
type Module = Record<string, (values: Record<string, unknown>) => string>;

/** Builds catalogs in a folder of their own and gives back what was thrown, and the modules. */
async function build(catalogs: Catalogs) {
  const root = await Deno.makeTempDir();
  for (const [path, phrases] of Object.entries(catalogs)) {
    const file = `${root}/lib/i18n/catalogs/${path}.json`;
    await Deno.mkdir(file.replace(/\/[^/]+$/, ""), { recursive: true });
    await Deno.writeTextFile(file, JSON.stringify(phrases));
  }
  let thrown = "";
  await buildPhrases(root).catch((error) => thrown = error.message);
  const out = `${root}/_fresh/phrases`;
  return {
    thrown,
    types: await Deno.readTextFile(`${out}/mod.ts`).catch(() => ""),
    load: async (language: string): Promise<Module> =>
      (await import(`file://${out}/${language}.js`)).default,
    source: (language: string) => Deno.readTextFile(`${out}/${language}.js`),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

const count = "{n, plural, one {# thing} other {# things}}";
const arabicCount =
  "{n, plural, zero {لا شيء} one {شيء} two {شيئان} few {# أشياء} many {# شيئًا} other {# شيء}}";

Deno.test("buildPhrases() compiles to plain modules and types the placeholders", async () => {
  await using built = await build({
    "en/a": {
      "a.plain": "It's {curly}",
      "a.count": count,
      "a.kind": "{kind, select, direct {d} other {o}} d.trap {name}",
      "a.none": "none",
    },
    "en/b": { "b.exact": "{n, plural, =0 {none} other {{who} has #}}" },
    "ar/a": {
      "a.plain": "{curly}",
      "a.count": arabicCount,
      "a.kind": "{kind, select, direct {م} other {خ}} {name}",
      "a.none": "لا",
    },
    "ar/b": { "b.exact": "{n, plural, =0 {لا شيء} other {{who} #}}" },
  });
  assert.equal(built.thrown, "");
  const { types } = built;
  assert.match(types, /"a\.plain": \{ curly: string \| number \};/);
  assert.match(types, /"a\.count": \{ n: number \};/);
  assert.match(
    types,
    /"a\.kind": \{ kind: string \| number; name: string \| number \};/,
  );
  assert.match(types, /"a\.none": \{ {2}\};/);
  assert.match(types, /"b\.exact": \{ n: number; who: string \| number \};/);

  const en = await built.load("en");
  assert.equal(en["a.plain"]!({ curly: "<b>" }), "It's <b>");
  assert.equal(en["a.count"]!({ n: 1 }), "1 thing");
  assert.equal(en["a.count"]!({ n: 1_234 }), "1,234 things");
  assert.equal(en["a.kind"]!({ kind: "__proto__", name: "x" }), "o d.trap x");
  assert.equal(en["b.exact"]!({ n: 0, who: "Ana" }), "none");
  assert.equal(en["b.exact"]!({ n: 2, who: "Ana" }), "Ana has 2");

  const ar = await built.load("ar");
  const said = [0, 1, 2, 3, 10, 11, 99, 100, 103].map((n) =>
    ar["a.count"]!({ n })
  );
  assert.deepEqual(said, [
    "لا شيء",
    "شيء",
    "شيئان",
    "3 أشياء",
    "10 أشياء",
    "11 شيئًا",
    "99 شيئًا",
    "100 شيء",
    "103 أشياء",
  ]);
});

Deno.test("buildPhrases() lists everything that is wrong, and still lets others work", async () => {
  await using built = await build({
    "en/a": {
      "a.both": "x",
      "a.missing": count,
      "a.values": "{one}",
      "b.alien": "x",
    },
    "ar/a": {
      "a.both": "س",
      "a.values": "{two}",
      "a.extra": "س",
      "a.empty": " ",
    },
  });
  for (
    const line of [
      'ar: "a.missing" is missing',
      'ar: "a.extra" is not in English',
      'ar: "a.values" has {two}, English has {one}',
      '"b.alien" must begin with "a."',
      '"a.empty" is empty',
    ]
  ) assert.ok(built.thrown.includes(line), line + "\n" + built.thrown);
  const ar = await built.load("ar");
  assert.equal(ar["a.missing"]!({ n: 1 }), "1 thing");
});

Deno.test("buildPhrases() names the phrase whose text cannot be read", async () => {
  await using open = await build({ "en/a": { "a.open": "{name" } });
  assert.match(open.thrown, /en "a\.open"/);
  await using plural = await build({
    "en/a": { "a.few": "{n, plural, few {x} other {y}}" },
  });
  assert.match(plural.thrown, /en "a\.few".*few/);
  await using date = await build({ "en/a": { "a.date": "{at, date, short}" } });
  assert.match(date.thrown, /en "a\.date": only plural/);
});

Deno.test("buildPhrases() writes modules that evaluate no text", async () => {
  await using built = await build({ "en/a": { "a.count": count } });
  assert.doesNotMatch(await built.source("en"), /\beval\b|new Function/);
});

Deno.test("the catalogs of this house are complete", async () => {
  const root = new URL("../../../", import.meta.url).pathname.replace(
    /\/$/,
    "",
  );
  await buildPhrases(root);
});
