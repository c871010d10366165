/** Whole numbers as bytes, seven bits in each. */

/** The numbers of the messages that have a term, packed. */
export type Numbers = Uint8Array;

/** Packs numbers that are in rising order. */
export function packNumbers(seqs: readonly number[]): Numbers {
  let last = 0;
  return pack(seqs.map((seq) => {
    const distance = seq - last;
    last = seq;
    return distance;
  }));
}

/** The numbers, in rising order. */
export function unpackNumbers(numbers: Numbers): number[] {
  const seqs: number[] = [];
  const reader = { bytes: numbers, at: 0 };
  for (let last = 0; reader.at < numbers.length;) {
    seqs.push(last += readNumber(reader));
  }
  return seqs;
}

/** The first of them. */
export function firstOf(numbers: Numbers): number {
  return readNumber({ bytes: numbers, at: 0 });
}

/** How many bytes a number takes, seven bits in each. */
export function widthOf(n: number): number {
  let width = 1;
  while (n > 127) {
    n = Math.floor(n / 128);
    width++;
  }
  return width;
}

/** Numbers as bytes, one after the other. */
export function pack(numbers: readonly number[]): Uint8Array {
  let size = 0;
  for (const n of numbers) size += widthOf(n);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (let n of numbers) {
    while (n > 127) {
      bytes[at++] = n % 128 | 128;
      n = Math.floor(n / 128);
    }
    bytes[at++] = n;
  }
  return bytes;
}

/** The number that stands where the reader is, which moves on. */
export function readNumber(reader: { bytes: Uint8Array; at: number }): number {
  let n = 0;
  for (let factor = 1;; factor *= 128) {
    const byte = reader.bytes[reader.at++]!;
    n += (byte & 127) * factor;
    if (byte < 128) return n;
  }
}
