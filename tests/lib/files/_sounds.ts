/** Sounds made by hand, as browsers and telephones record them. */
import { element, idBytes, joined, number } from "@/lib/files/_ebml.ts";

const UNKNOWN = Uint8Array.from([1, 255, 255, 255, 255, 255, 255, 255]);
const byte = (value: number) => Uint8Array.from([value]);
const text = (value: string) => new TextEncoder().encode(value);

/** A WebM as a browser writes it while it records: sizes, length and cues are missing. */
export function recordedWebm(
  { seconds, type = 2, tag }: {
    seconds: number;
    /** Of its track; 2 is sound. */
    type?: number;
    tag?: string;
  },
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [
    element(0x1a45dfa3, element(0x4282, text("webm"))),
    idBytes(0x18538067),
    UNKNOWN,
    element(0x1549a966, element(0x2ad7b1, number(1_000_000))),
    element(
      0x1654ae6b,
      element(
        0xae,
        element(0xd7, byte(1)),
        element(0x83, byte(type)),
        element(0x86, text("A_OPUS")),
      ),
    ),
  ];
  if (tag) parts.push(element(0x1254c367, text(tag)));
  for (let ms = 0; ms < seconds * 1_000; ms += 20) {
    // A new cluster every ten seconds, whose end nobody knows yet.
    const begin = ms - ms % 10_000;
    if (ms === begin) {
      parts.push(idBytes(0x1f43b675), UNKNOWN, element(0xe7, number(begin)));
    }
    const block = new Uint8Array(24).fill(ms % 251);
    block.set([0x81, ms - begin >> 8, ms - begin & 255, 0x80]);
    parts.push(element(0xa3, block));
  }
  return joined(parts) as Uint8Array<ArrayBuffer>;
}

/** A quiet WAV: 8,000 samples of a byte each second. */
export function wav(ms: number): Uint8Array<ArrayBuffer> {
  const size = Math.round(ms * 8);
  const bytes = new Uint8Array(44 + size).fill(128, 44);
  const view = new DataView(bytes.buffer);
  bytes.set(text("RIFF"), 0);
  view.setUint32(4, 36 + size, true);
  bytes.set(text("WAVEfmt "), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8_000, true);
  view.setUint32(28, 8_000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  bytes.set(text("data"), 36);
  view.setUint32(40, size, true);
  return bytes;
}

function box(name: string, ...content: Uint8Array[]): Uint8Array {
  const inside = joined(content);
  const bytes = new Uint8Array(8 + inside.length);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  bytes.set(text(name), 4);
  bytes.set(inside, 8);
  return bytes;
}

/** An MP4 with one track; 0 ms is one whose head was written before it was known. */
export function recordedMp4(
  ms: number,
  handler = "soun",
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(100);
  const view = new DataView(header.buffer);
  view.setUint32(12, 1_000);
  view.setUint32(16, ms);
  const kind = joined([new Uint8Array(8), text(handler), new Uint8Array(13)]);
  return joined([
    box("ftyp", text("M4A \0\0\0\0")),
    box(
      "moov",
      box("mvhd", header),
      box("trak", box("mdia", box("hdlr", kind))),
    ),
    box("mdat", new Uint8Array(64)),
  ]) as Uint8Array<ArrayBuffer>;
}
