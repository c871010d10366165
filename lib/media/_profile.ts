/** Colour profiles: without one, what a newer telephone takes has wrong colours. */
import { ascii, begins, uint32 } from "./bytes.ts";

/** What describes colours. A profile with anything else in it goes. */
const TAGS = new Set(
  ("desc cprt wtpt bkpt rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC chad chrm lumi " +
    "meas view tech vued cicp A2B0 A2B1 A2B2 B2A0 B2A1 B2A2 gamt")
    .split(" "),
);

/** Is it one, and nothing but one? */
export function isProfile(bytes: Uint8Array): boolean {
  const right = bytes.length >= 132 && uint32(bytes) === bytes.length &&
    begins(bytes, "acsp", 36);
  if (!right) return false;
  const count = uint32(bytes, 128);
  if (count > 40 || 132 + count * 12 > bytes.length) return false;
  for (let n = 0; n < count; n++) {
    const at = 132 + n * 12;
    if (!TAGS.has(ascii(bytes.subarray(at, at + 4)))) return false;
  }
  return true;
}
