/** AVIF and HEIC: measured, and without EXIF and XMP. */
import {
  ascii,
  Cursor,
  Damaged,
  type Reading,
  uint16,
  uint32,
} from "./bytes.ts";
import { Blanks, type Box, boxesIn, contentOf } from "./_boxes.ts";
import type { Picture, Size } from "./picture.ts";

/** How a quarter turn to the left is counted in EXIF. */
const TURNS = [1, 8, 3, 6];

/** @throws Damaged */
export function* readHeif(size: number): Reading<Picture> {
  const blanks = new Blanks();
  const outer = yield* boxesIn(size, 0, size);
  for (const box of outer) if (box.name === "uuid") blanks.free(box);
  const meta = outer.find(({ name }) => name === "meta");
  if (!meta) throw new Damaged("no picture");
  const inner = yield* boxesIn(size, meta.from + 4, meta.to);
  const named = (name: string) => inner.find((box) => box.name === name);
  const [iinf, iloc, iprp] = [named("iinf"), named("iloc"), named("iprp")];
  if (!iprp) throw new Damaged("no picture");
  if (iinf && iloc) {
    const told = yield* toldIn(size, iinf);
    const stored = yield* contentOf(size, iloc);
    for (const { id, inData, from, to } of placesIn(stored)) {
      if (!told.has(id)) continue;
      const base = inData ? named("idat")?.from ?? size : 0;
      blanks.zero(base + from, Math.min(size, base + to));
    }
  }
  const moving = outer.some(({ name }) => name === "moov");
  const about = yield* propertiesIn(size, iprp);
  // How many there are stands in tables nobody needs here.
  return { ...about, frames: moving ? 2 : 1, clean: blanks.parts(size) };
}

/** The numbers of items that are no picture: EXIF, and XMP as text. */
function* toldIn(size: number, iinf: Box): Reading<ReadonlySet<number>> {
  const told = new Set<number>();
  const file = new Cursor(size);
  file.at = iinf.from;
  const from = iinf.from + ((yield* file.byte()) === 0 ? 6 : 8);
  for (const box of yield* boxesIn(size, from, iinf.to)) {
    const entry = yield* contentOf(size, box, 10_000);
    const version = entry[0]!;
    if (box.name !== "infe" || version < 2) continue;
    const wide = version > 2;
    const type = ascii(entry.subarray(wide ? 10 : 8, wide ? 14 : 12));
    if (!["Exif", "mime", "uri "].includes(type)) continue;
    told.add(wide ? uint32(entry, 4) : uint16(entry, 4));
  }
  return told;
}

interface Place {
  readonly id: number;
  /** Counted from the beginning of the box `idat`, not of the file. */
  readonly inData: boolean;
  readonly from: number;
  readonly to: number;
}

/** Where items lie. */
function placesIn(stored: Uint8Array): readonly Place[] {
  const places: Place[] = [];
  const version = stored[0]!;
  const [sizes, more] = [stored[4]!, stored[5]!];
  let at = 6;
  const number = (bytes: number): number => {
    if (at + bytes > stored.length) throw new Damaged("places");
    let value = 0;
    for (let i = 0; i < bytes; i++) value = value * 256 + stored[at++]!;
    return value;
  };
  const wide = version === 2 ? 4 : 2;
  for (let left = number(wide); left > 0; left--) {
    const id = number(wide);
    const inData = version > 0 && (number(2) & 15) === 1;
    number(2);
    const base = number(more >> 4);
    for (let extents = number(2); extents > 0; extents--) {
      if (version > 0) number(more & 15);
      const from = base + number(sizes >> 4);
      places.push({ id, inData, from, to: from + number(sizes & 15) });
    }
  }
  return places;
}

/** The largest of the sizes it names, which is the picture's, and how it is turned. */
function* propertiesIn(
  size: number,
  iprp: Box,
): Reading<Size & { readonly turned: number }> {
  const found = { width: 0, height: 0, turned: 1 };
  for (const ipco of yield* boxesIn(size, iprp.from, iprp.to)) {
    if (ipco.name !== "ipco") continue;
    for (const box of yield* boxesIn(size, ipco.from, ipco.to)) {
      if (box.name === "irot") {
        found.turned = TURNS[(yield* contentOf(size, box, 8))[0]! & 3]!;
      } else if (box.name === "ispe") {
        const sides = yield* contentOf(size, box, 64);
        const [width, height] = [uint32(sides, 4), uint32(sides, 8)];
        if (width * height <= found.width * found.height) continue;
        Object.assign(found, { width, height });
      }
    }
  }
  if (found.width === 0) throw new Damaged("no size");
  return found;
}
