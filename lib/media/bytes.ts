/**
 * How files are read here: a reader asks for bytes by place and is given them,
 * whether they lie in memory or in a store. So one reader serves both, and a
 * file of any size is read in little memory.
 */

/** A file that is not what it says. */
export class Damaged extends Error {
  override readonly name = "Damaged";
}

/** A reading under way: asks for bytes, is given at most so many, ends with what it found. */
export type Reading<R> = Generator<
  readonly [at: number, count: number],
  R,
  Uint8Array
>;

/** Bytes that lie somewhere. */
export interface Source {
  readonly size: number;
  /** Bytes from a place on: at least one unless the end is there, perhaps fewer or more than asked. */
  read(at: number, count: number): Promise<Uint8Array>;
}

/** A stretch of the file as it is, other bytes in its place, or nothing but zeros. */
export type Part =
  | { readonly from: number; readonly to: number }
  | { readonly zeros: number }
  | Uint8Array;

/** Reads what is elsewhere. Holds one piece of it. */
export async function readSource<R>(
  source: Source,
  reading: Reading<R>,
): Promise<R> {
  let [start, held]: [number, Uint8Array] = [0, new Uint8Array()];
  let step = reading.next();
  while (!step.done) {
    const [at, count] = step.value;
    const end = Math.min(at + count, source.size);
    if (at < start || end > start + held.length) {
      const parts: Uint8Array[] = [];
      let filled = at;
      while (filled < end) {
        const part = await source.read(filled, end - filled);
        if (part.length === 0) break;
        parts.push(part);
        filled += part.length;
      }
      [start, held] = [at, parts.length === 1 ? parts[0]! : joined(parts)];
    }
    step = reading.next(held.subarray(at - start, at - start + count));
  }
  return step.value;
}

/** Goes through a file from front to end; beyond it there is nothing to read. */
export class Cursor {
  at = 0;

  constructor(readonly size: number) {}

  get left(): number {
    return this.size - this.at;
  }

  /** The next bytes. @throws Damaged when the file ends before */
  *take(count: number): Reading<Uint8Array> {
    const bytes = yield* this.peek(count);
    if (bytes.length < count) throw new Damaged("it ends too early");
    this.at += count;
    return bytes;
  }

  /** What comes next, without going on: fewer at the end. */
  *peek(count: number): Reading<Uint8Array> {
    return yield [this.at, count];
  }

  /** Passes over bytes. @throws Damaged when there are fewer */
  pass(count: number): void {
    if (count < 0 || count > this.left) throw new Damaged("it ends too early");
    this.at += count;
  }

  *byte(): Reading<number> {
    return (yield* this.take(1))[0]!;
  }

  *uint16(little = false): Reading<number> {
    return uint16(yield* this.take(2), 0, little);
  }

  *uint32(little = false): Reading<number> {
    return uint32(yield* this.take(4), 0, little);
  }

  *text(count: number): Reading<string> {
    return ascii(yield* this.take(count));
  }
}

/** Two bytes as a number. */
export function uint16(bytes: Uint8Array, at = 0, little = false): number {
  const [a = 0, b = 0] = bytes.subarray(at, at + 2);
  return little ? b << 8 | a : a << 8 | b;
}

/** Four bytes as a number. */
export function uint32(bytes: Uint8Array, at = 0, little = false): number {
  const [high, low] = little ? [at + 2, at] : [at, at + 2];
  return uint16(bytes, high, little) * 0x1_0000 + uint16(bytes, low, little);
}

/** Do the bytes begin with this ASCII text? */
export function begins(bytes: Uint8Array, text: string, at = 0): boolean {
  return at + text.length <= bytes.length &&
    [...text].every((one, i) => bytes[at + i] === one.charCodeAt(0));
}

/** The bytes as ASCII. */
export function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** ASCII as bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (one) => one.charCodeAt(0));
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
