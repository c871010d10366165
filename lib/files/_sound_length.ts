/** How long a sound file says it plays, in milliseconds; null where it does not say. */

const text = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));
const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Ogg: the last page says how many samples there are. */
export function oggLength(bytes: Uint8Array): number | null {
  const view = viewOf(bytes);
  const codec = text(bytes, 28, 8);
  const opus = codec === "OpusHead";
  if (!opus && codec.slice(1, 7) !== "vorbis" || bytes.length < 48) return null;
  const rate = opus ? 48_000 : view.getUint32(40, true);
  const skip = opus ? view.getUint16(38, true) : 0;
  for (let at = bytes.length - 14; at >= 0; at--) {
    if (bytes[at] !== 0x4f || text(bytes, at, 4) !== "OggS") continue;
    const samples = Number(view.getBigInt64(at + 6, true));
    return samples > 0 && rate > 0 ? (samples - skip) / rate * 1_000 : null;
  }
  return null;
}

/** WAV: bytes of sound, and bytes of a second. */
export function wavLength(bytes: Uint8Array): number | null {
  const view = viewOf(bytes);
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const name = text(bytes, at, 4);
    if (name === "fmt " && at + 20 <= bytes.length) {
      rate = view.getUint32(at + 16, true);
    }
    if (name === "data") {
      const there = Math.min(size, bytes.length - at - 8);
      return rate > 0 ? there / rate * 1_000 : null;
    }
    at += 8 + size + size % 2;
  }
  return null;
}

/** A box of MP4. */
interface Box {
  readonly name: string;
  readonly data: number;
  readonly end: number;
}

function* boxesOf(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  const view = viewOf(bytes);
  for (let at = from; at + 8 <= to;) {
    let [size, data] = [view.getUint32(at), at + 8];
    if (size === 1 && at + 16 <= to) {
      [size, data] = [Number(view.getBigUint64(at + 8)), at + 16];
    }
    const end = size === 0 ? to : Math.min(at + size, to);
    if (end < data) return;
    yield { name: text(bytes, at + 4, 4), data, end };
    at = end;
  }
}

function* boxesAt(
  bytes: Uint8Array,
  [name, ...rest]: readonly string[],
  { data, end }: { data: number; end: number },
): Generator<Box> {
  for (const box of boxesOf(bytes, data, end)) {
    if (box.name !== name) continue;
    if (rest.length === 0) yield box;
    else yield* boxesAt(bytes, rest, box);
  }
}

/** Does this MP4 hold sound and nothing else? */
export function isMp4Sound(bytes: Uint8Array): boolean {
  const tracks = ["moov", "trak", "mdia", "hdlr"];
  const kinds = [...boxesAt(bytes, tracks, { data: 0, end: bytes.length })]
    .map(({ data }) => text(bytes, data + 8, 4));
  return kinds.length === 1 && kinds[0] === "soun";
}

/** MP4: what its head says. One that was written while it was recorded may not. */
export function mp4Length(bytes: Uint8Array): number | null {
  const view = viewOf(bytes);
  const file = { data: 0, end: bytes.length };
  const [header] = boxesAt(bytes, ["moov", "mvhd"], file);
  if (!header || header.end - header.data < 32) return null;
  const long = bytes[header.data] === 1;
  const at = header.data + (long ? 20 : 12);
  const scale = view.getUint32(at);
  let units = long ? Number(view.getBigUint64(at + 4)) : view.getUint32(at + 4);
  const [whole] = boxesAt(bytes, ["moov", "mvex", "mehd"], file);
  if (units === 0 && whole) {
    units = bytes[whole.data] === 1
      ? Number(view.getBigUint64(whole.data + 4))
      : view.getUint32(whole.data + 4);
  }
  return units > 0 && scale > 0 ? units / scale * 1_000 : null;
}

const KBITS = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const RATES = [44_100, 48_000, 32_000];

/** MP3: frame after frame. */
export function mp3Length(bytes: Uint8Array): number | null {
  let at = 0;
  if (text(bytes, 0, 3) === "ID3" && bytes.length > 10) {
    const [a, b, c, d] = bytes.subarray(6, 10);
    at = 10 + (a! << 21 | b! << 14 | c! << 7 | d!);
  }
  let ms = 0;
  let frames = 0;
  while (at + 4 <= bytes.length) {
    const [sync, second, third] = bytes.subarray(at, at + 3);
    const version = second! >> 3 & 3;
    const layer3 = (second! >> 1 & 3) === 1;
    const kbits = KBITS[version === 3 ? 1 : 2][third! >> 4];
    const half = version === 3 ? 1 : version === 2 ? 2 : 4;
    const rate = (RATES[third! >> 2 & 3] ?? 0) / half;
    if (sync !== 0xff || second! >> 5 !== 7 || version === 1) break;
    if (!layer3 || !kbits || !rate) break;
    const samples = version === 3 ? 1_152 : 576;
    at += Math.floor(samples / 8 * kbits * 1_000 / rate) + (third! >> 1 & 1);
    ms += samples / rate * 1_000;
    frames++;
  }
  return frames > 2 ? ms : null;
}
