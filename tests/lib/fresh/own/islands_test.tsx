/** The marks and the data block by which islands reach the browser. */
import assert from "node:assert/strict";
import { Fragment, h } from "preact";
import { renderFragment } from "@/lib/fresh/fragment.ts";
import { buildSite } from "../site.ts";
import { Clock } from "../fixtures/site/islands/Clock.tsx";

interface Data {
  m: [string, string][];
  i: [number, unknown][];
  s: unknown[];
}

Deno.test("islands on a page", async (t) => {
  const ask = await buildSite();
  const html = await (await ask("/islands")).text();
  const block =
    /<script type="application\/json" id="island-data">(.*?)<\/script>/.exec(
      html,
    );
  const data: Data = JSON.parse(block?.[1] ?? "");

  await t.step("each stands between two comments with its number", () => {
    assert.match(
      html,
      /<!--i:2--><time>7:00<\/time><small>.*?<\/small><!--\/i-->/,
    );
    assert.equal(html.match(/<!--i:\d+-->/g)?.length, 4);
    assert.equal(html.match(/<!--\/i-->/g)?.length, 4);
  });

  await t.step("one inside another has no marks of its own", () => {
    const outer = /<!--i:3-->(.*?)<!--\/i-->/.exec(html)?.[1] ?? "";
    assert.match(outer, /Inside/);
    assert.ok(!outer.includes("<!--"));
  });

  await t.step("a module is named once however often it is used", () => {
    assert.equal(data.m.length, 3);
    assert.match(data.m[0]?.[0] ?? "", /^\/_fresh\/js\/Counter-\w+\.js$/);
    assert.deepEqual(data.m.map(([, name]) => name), [
      ...["default", "Clock", "default"],
    ]);
  });

  await t.step("one signal given twice is sent once", () => {
    assert.deepEqual(data.s, [1]);
    const [first, second] = data.i.map(([, props]) => props);
    assert.deepEqual(first, { label: "One </script><b>", shared: { $s: 0 } });
    assert.deepEqual(second, { label: "Two", shared: { $s: 0 } });
  });

  await t.step("data that looks like a signal stays data", () => {
    const props = { data: { $$s: 0, __proto__x: [1, "a", true] } };
    assert.deepEqual(data.i[3]?.[1], props);
  });

  await t.step("there is one script, external, and nothing inline runs", () => {
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    assert.equal(scripts.length, 2);
    assert.match(
      scripts[0] ?? "",
      /^<script type="module" src="\/_fresh\/js\/boot-/,
    );
    assert.match(scripts[1] ?? "", /^<script type="application\/json"/);
    assert.ok(!/\sstyle=|\son\w+=/.test(html));
  });

  await t.step("modules are asked for before the page has ended", () => {
    const links = html.match(/<link rel="modulepreload" href="[^"]+">/g) ?? [];
    assert.ok(links.length >= 3);
    assert.equal(new Set(links).size, links.length);
  });

  await t.step("the same page gives the same bytes again", async () => {
    assert.equal(await (await ask("/islands")).text(), html);
  });

  const kinds = ["date", "function", "bytes", "map", "nan", "bigint", "vnode"];
  for (const kind of [...kinds, "symbol", "nested"]) {
    await t.step(
      `a prop of the kind "${kind}" is refused by its path`,
      async () => {
        const { error } = console;
        const told: unknown[] = [];
        console.error = (one) => told.push(one);
        const response = await ask(`/refused?kind=${kind}`);
        console.error = error;
        assert.equal(response.status, 500);
        const path = kind === "nested"
          ? "Outer.data.deep[0].url"
          : "Outer.data";
        assert.ok(
          String(told[0]).includes(`Island prop ${path} is`),
          String(told[0]),
        );
      },
    );
  }

  await t.step(
    "a vnode kept in a constant is an island on every page",
    async () => {
      for (const _ of [1, 2]) {
        const kept = await (await ask("/kept")).text();
        assert.match(kept, /<!--i:0--><time>9:00<\/time>/);
        assert.match(kept, /"i":\[\[0,\{"at":\{"hour":9,"zone":"here"\}\}\]\]/);
      }
    },
  );

  await t.step("after a refusal the next page is drawn as ever", async () => {
    assert.equal(await (await ask("/islands")).text(), html);
  });

  await t.step("a fragment refuses islands by name", () => {
    const clock = h(Clock, { at: { hour: 1, zone: null } });
    assert.throws(() => renderFragment(clock), /Island Clock cannot stand/);
    assert.equal(renderFragment(<p>Plain {1}</p>), "<p>Plain 1</p>");
    assert.equal(renderFragment(h(Fragment, null, "a", "<")), "a&lt;");
  });
});
