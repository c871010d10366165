/** PNG, moving ones too: measured, and without texts, EXIF, times and whatever follows its end. */
import { Cursor, Damaged, type Reading, uint32 } from "./bytes.ts";
import { Parts } from "./parts.ts";
import type { Picture, Size } from "./picture.ts";

/** What the picture consists of, its colours, and its movement. Whatever is not named here goes. */
const KEPT = new Set(
  ("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs cICP mDCV cLLI " +
    "iCCP acTL fcTL fdAT").split(" "),
);
/** Bit depths that each colour type may have. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** @throws Damaged */
export function* readPng(length: number): Reading<Picture> {
  const file = new Cursor(length);
  const parts = new Parts();
  yield* file.take(8);
  parts.keep(0, 8);
  let size: Size | null = null;
  let [frames, hasData] = [1, false];
  for (;;) {
    const start = file.at;
    const count = yield* file.uint32();
    const name = yield* file.text(4);
    if (!/^[A-Za-z]{4}$/.test(name)) throw new Damaged("no chunk");
    if ((name === "IHDR") !== (size === null)) throw new Damaged("no header");
    if (name === "IHDR") {
      size = sizeIn(yield* file.peek(count === 13 ? count : 0));
    } else if (name === "acTL") {
      frames = Math.max(1, uint32(yield* file.peek(4)));
    }
    if (name === "IDAT") hasData = true;
    // Cut off: what there is can be shown.
    const isCut = hasData && count + 4 > file.left;
    file.pass(isCut ? file.left : count + 4);
    if (KEPT.has(name)) parts.keep(start, file.at);
    // A part that the picture cannot do without, and that we do not know.
    else if (name[0]! < "a") throw new Damaged("an unknown chunk");
    if (name === "IEND" || isCut) break;
  }
  if (!size || !hasData) throw new Damaged("no picture");
  return { ...size, turned: 1, frames, clean: parts.unlessWhole(length) };
}

function sizeIn(header: Uint8Array): Size {
  const [depth = 0, colours = 0, ...rest] = header.subarray(8);
  const right = DEPTHS[colours]?.includes(depth) && rest[0] === 0 &&
    rest[1] === 0 && rest[2]! <= 1;
  if (!right) throw new Damaged("a header");
  return { width: uint32(header), height: uint32(header, 4) };
}
