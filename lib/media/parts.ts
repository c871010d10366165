/** Files written anew from stretches of another one. */
import type { Part, Source } from "./bytes.ts";

/** Zeros handed out at once. */
const ZEROS = new Uint8Array(16_384);

/** Stretches in order; neighbours become one. */
export class Parts {
  readonly all: Part[] = [];

  /** Keeps a stretch of the file. */
  keep(from: number, to: number): void {
    const last = this.all.at(-1);
    if (from === to) return;
    if (last && "from" in last && last.to === from) {
      this.all[this.all.length - 1] = { from: last.from, to };
    } else this.all.push({ from, to });
  }

  /** Puts other bytes there. */
  put(bytes: Uint8Array): void {
    this.all.push(bytes.slice());
  }

  /** Puts so many zeros there. */
  blank(zeros: number): void {
    if (zeros > 0) this.all.push({ zeros });
  }

  /** Null when this is the whole file as it is. */
  unlessWhole(size: number): readonly Part[] | null {
    const [only, more] = this.all;
    const whole = only && !more && "from" in only && only.from === 0 &&
      only.to === size;
    return whole ? null : this.all;
  }
}

/** How many bytes they are. */
export function sizeOf(parts: readonly Part[]): number {
  let size = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) size += part.length;
    else size += "zeros" in part ? part.zeros : part.to - part.from;
  }
  return size;
}

/** The bytes of all stretches, a piece at a time. */
export async function* written(
  source: Source,
  parts: readonly Part[],
): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) {
    if (part instanceof Uint8Array) yield part;
    else if ("zeros" in part) {
      for (let left = part.zeros; left > 0; left -= ZEROS.length) {
        yield ZEROS.subarray(0, left);
      }
    } else {
      for (let at = part.from; at < part.to;) {
        const bytes = (await source.read(at, part.to - at))
          .subarray(0, part.to - at);
        if (bytes.length === 0) throw new RangeError("The file is shorter");
        yield bytes;
        at += bytes.length;
      }
    }
  }
}
