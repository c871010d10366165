import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePicture } from "@/lib/accounts/picture_file.ts";
import {
  bytes,
  chunk,
  exif,
  gif,
  GPS,
  jpeg,
  png,
  riff,
  segment,
  webp,
} from "./_pictures.ts";

const latin = new TextDecoder("latin1");

function taken(file: Uint8Array) {
  const picture = parsePicture(file);
  assert.ok("type" in picture, JSON.stringify(picture));
  return { ...picture, text: latin.decode(picture.bytes) };
}

function fault(file: Uint8Array): string | null {
  const picture = parsePicture(file);
  return "fault" in picture ? picture.fault : null;
}

Deno.test("a picture is known by its bytes and measured by its header", () => {
  const size = { width: 40, height: 30 };
  for (
    const [type, file] of [
      ["image/jpeg", jpeg()],
      ["image/png", png()],
      ["image/webp", webp()],
      ["image/gif", gif()],
    ] as const
  ) {
    const picture = taken(file);
    assert.equal(picture.type, type);
    assert.deepEqual(
      { width: picture.width, height: picture.height },
      size,
      type,
    );
  }
});

Deno.test("where it was taken is gone from every kind of picture", () => {
  const words = bytes(GPS);
  const dirty = [
    jpeg({ extra: exif(1) }),
    jpeg({ extra: segment(0xfe, words) }),
    jpeg({ extra: segment(0xed, words) }),
    jpeg({ extra: segment(0xe2, bytes("ICC_PROFILE\0", words)) }),
    png({ extra: chunk("tEXt", bytes("Comment\0", words)) }),
    png({ extra: chunk("eXIf", words) }),
    png({ extra: chunk("iTXt", words) }),
    png({ extra: chunk("zTXt", words) }),
    webp({ extra: riff("EXIF", words) }),
    webp({ extra: riff("XMP ", words) }),
    gif(),
  ];
  for (const file of dirty) {
    assert.ok(latin.decode(file).includes("GPSLatitude"), "it was there");
    const { text, bytes } = taken(file);
    assert.ok(!text.includes("GPS"), "it is gone");
    assert.deepEqual(taken(bytes).bytes, bytes, "a clean one stays as it is");
  }
});

Deno.test("of an EXIF only which way is up stays", () => {
  const { text } = taken(jpeg({ extra: exif(6) }));
  assert.match(text, /Exif\0\0MM/);
  assert.ok(!text.includes("GPS"));
  assert.ok(!taken(jpeg({ extra: exif(1) })).text.includes("Exif"));
  assert.ok(!taken(jpeg({ extra: exif(99) })).text.includes("Exif"));
});

Deno.test("what hides behind a picture's end is cut off", () => {
  const archive = bytes("PK\x03\x04 <script>alert(1)</script>");
  for (const file of [jpeg(), png(), webp(), gif()]) {
    const { text } = taken(bytes(file, archive));
    assert.ok(!text.includes("script") && !text.includes("PK\x03"));
  }
});

Deno.test("a thumbnail inside a JFIF header goes with what it shows", () => {
  const extra = segment(
    0xe0,
    bytes("JFIF\0", 1, 1, 0, 0, 1, 0, 1, 2, 2, "secret face!"),
  );
  assert.ok(!taken(jpeg({ extra })).text.includes("secret"));
});

Deno.test("files that are no pictures are refused, whatever they are called", () => {
  for (
    const file of [
      bytes(),
      bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
      bytes("<!doctype html><script>1</script>"),
      bytes("BM", new Uint8Array(60)),
      bytes("%PDF-1.7"),
      bytes("GIF88a", new Uint8Array(60)),
    ]
  ) assert.equal(fault(file), "kind");
  const moving = webp({ extra: riff("ANMF", new Uint8Array(24)) });
  assert.equal(fault(moving), "kind", "an animation of WebP is not taken");
});

Deno.test("a picture cut off anywhere is refused", () => {
  // Of a GIF only the first frame is looked at.
  for (const file of [jpeg(), png(), webp(), taken(gif()).bytes]) {
    for (let length = 12; length < file.length - 1; length++) {
      const why = fault(file.slice(0, length));
      assert.ok(why === "damaged", `${why} at ${length} of ${file.length}`);
    }
  }
});

Deno.test("pictures that would fill the memory are refused by their header", () => {
  for (const [width, height] of [[4_097, 1], [1, 4_097], [4_096, 4_096]]) {
    const size = { width: width!, height: height! };
    assert.equal(fault(jpeg(size)), "dimensions");
    assert.equal(fault(png({ ...size, pixels: false })), "dimensions");
    assert.equal(fault(webp(size)), "dimensions");
    assert.equal(fault(gif(size)), "dimensions");
  }
  assert.equal(
    fault(png({ width: 4_000, height: 4_000, pixels: false })),
    null,
  );
  assert.equal(fault(jpeg({ width: 0 })), "damaged");
});

Deno.test("two sizes in one file are refused: nobody may be shown another one", () => {
  const frame = segment(0xc0, bytes(8, 0, 9, 0, 9, 1, 1, 0x11, 0));
  assert.equal(fault(jpeg({ extra: frame })), "damaged");
  const header = chunk("IHDR", bytes(0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0));
  assert.equal(fault(png({ extra: header })), "damaged");
  const wrong = png();
  wrong[wrong.length - 20]! ^= 1;
  assert.equal(fault(wrong), "damaged", "a checksum that is wrong");
});

Deno.test("no bytes make the reader throw, hang or keep what it does not know", () => {
  const files = [jpeg({ extra: exif(6) }), png(), webp(), gif()];
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }),
      (file, changes) => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at % file.length] = byte;
        const picture = parsePicture(changed);
        if ("fault" in picture) return;
        assert.ok(picture.bytes.length <= changed.length + 40);
        assert.ok(picture.width <= 4_096 && picture.height <= 4_096);
      },
    ),
    { numRuns: 3_000 },
  );
});

Deno.test("more than a megabyte is refused before it is read", () => {
  assert.equal(fault(bytes(png(), new Uint8Array(1_000_000))), "large");
});
