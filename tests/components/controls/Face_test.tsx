import assert from "node:assert/strict";
import { Face, initials } from "@/components/controls/Face.tsx";
import { draw, maya } from "../_draw.tsx";

const pictured = { ...maya, picture: "a1b2c3d4e5wxyz" };

Deno.test("Face shows initials where there is no picture, and asks for nothing", () => {
  const html = draw(<Face {...maya} />);
  assert.match(html, /data-hue="3"/);
  assert.match(html, />ML</);
  assert.doesNotMatch(html, /<img/);
});

Deno.test("Face lays the picture over the initials, lazily and in the size it needs", () => {
  const sizes = {
    small: ["48", "32"],
    medium: ["48", "44"],
    large: ["128", "72"],
  };
  for (const size of ["small", "medium", "large"] as const) {
    const html = draw(<Face {...pictured} size={size} />);
    const [stored, side] = sizes[size];
    assert.match(html, /ML<img/, "the initials stay below it");
    assert.ok(
      html.includes(
        `src="/people/maya/picture?size=${stored}&amp;v=a1b2c3d4e5wxyz"`,
      ),
    );
    assert.match(html, /loading="lazy"/);
    assert.ok(html.includes(`width="${side}" height="${side}"`));
    assert.match(html, / alt(=""|[/>])/);
  }
});

Deno.test("Face costs a row of messages little", () => {
  const html = draw(<Face {...pictured} size="small" />);
  assert.ok(html.length < 240, `${html.length}`);
});

Deno.test("Face tells who is here by an attribute, and only where it is known", () => {
  assert.match(
    draw(<Face {...maya} of="u-maya" dot="away" />),
    /data-of="u-maya" data-dot="away"/,
  );
  assert.doesNotMatch(draw(<Face {...maya} of="u-maya" />), /data-dot/);
});

Deno.test("Face writes a username of any script into a proper address", () => {
  const html = draw(<Face {...pictured} username="نور" />);
  assert.match(html, /src="\/people\/%D9%86%D9%88%D8%B1\/picture/);
  assert.doesNotMatch(draw(<Face {...pictured} username="" />), /<img/);
});

Deno.test("initials are what a person would write", () => {
  assert.equal(initials("Maya Lind"), "ML");
  assert.equal(initials("maya"), "M");
  assert.equal(initials("نور الحداد"), "ن");
  assert.equal(initials("🧑‍🚒 7"), "🧑‍🚒7");
  assert.equal(initials("—"), "?");
});
