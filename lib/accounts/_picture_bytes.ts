/** What the readers of picture files share: bounds that are never crossed, and why a file is refused. */

/** Why a picture is not taken. */
export type PictureFault = "kind" | "damaged" | "dimensions" | "large";

/** A picture that is not what it says. */
export class BadPicture extends Error {
  constructor(readonly fault: PictureFault) {
    super(fault);
  }
}

/** A picture's size as its header says it. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A file without whatever is no picture. */
export interface Stripped extends Size {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads a file from front to end; beyond it there is nothing to read. */
export class Cursor {
  at = 0;
  readonly #view: DataView;

  constructor(readonly bytes: Uint8Array) {
    const { buffer, byteOffset, byteLength } = bytes;
    this.#view = new DataView(buffer, byteOffset, byteLength);
  }

  /** The next bytes. @throws BadPicture when the file ends before */
  take(count: number): Uint8Array {
    const end = this.at + count;
    if (count < 0 || end > this.bytes.length) throw new BadPicture("damaged");
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  byte(): number {
    return this.take(1)[0]!;
  }

  uint16(littleEndian = false): number {
    this.take(2);
    return this.#view.getUint16(this.at - 2, littleEndian);
  }

  uint32(littleEndian = false): number {
    this.take(4);
    return this.#view.getUint32(this.at - 4, littleEndian);
  }
}

/** Do the bytes begin with this ASCII text? */
export function begins(bytes: Uint8Array, text: string): boolean {
  return text.length <= bytes.length &&
    [...text].every((one, i) => bytes[i] === one.charCodeAt(0));
}

/** The bytes as ASCII. */
export function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** One after another in one piece. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
