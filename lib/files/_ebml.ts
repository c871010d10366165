/** Elements of EBML, which WebM is made of (RFC 8794): read from bytes, and written. */

/** An element as it lies in some bytes; where its size is not said, or more than there is, it ends with them. */
export interface Element {
  readonly id: number;
  /** Where its identifier, its content and whatever follows begin. */
  readonly start: number;
  readonly data: number;
  readonly end: number;
  /** Is a part of it missing? */
  readonly cut: boolean;
}

/** What these bytes are not. */
export class BadEbml extends Error {
  override readonly name = "BadEbml";
}

/** The element that begins at a place; null at the end. @throws BadEbml */
export function elementAt(
  bytes: Uint8Array,
  start: number,
  limit: number,
): Element | null {
  if (start >= limit) return null;
  const idLength = Math.clz32(bytes[start]!) - 23;
  if (idLength > 4 || start + idLength >= limit) throw new BadEbml();
  let id = 0;
  for (let i = 0; i < idLength; i++) id = id * 256 + bytes[start + i]!;
  const at = start + idLength;
  const length = Math.clz32(bytes[at]!) - 23;
  if (length > 8 || at + length > limit) throw new BadEbml();
  let size = bytes[at]! & (0xff >> length);
  let unknown = size === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i]!;
    unknown &&= byte === 0xff;
    size = size * 256 + byte;
  }
  const data = at + length;
  const end = unknown ? limit : Math.min(data + size, limit);
  return { id, start, data, end, cut: !unknown && data + size > limit };
}

/** The elements of a range, one after the other. @throws BadEbml */
export function* elementsOf(
  bytes: Uint8Array,
  start: number,
  limit: number,
): Generator<Element, void> {
  for (let at = start;;) {
    const element = elementAt(bytes, at, limit);
    if (!element) return;
    yield element;
    at = element.end;
  }
}

/** A whole number. @throws BadEbml */
export function numberIn(bytes: Uint8Array, { data, end }: Element): number {
  if (end - data > 8) throw new BadEbml();
  let value = 0;
  for (const byte of bytes.subarray(data, end)) value = value * 256 + byte;
  return value;
}

/** An element with this content; sizes always take eight bytes, so that places can be reckoned ahead. */
export function element(id: number, ...parts: Uint8Array[]): Uint8Array {
  const content = joined(parts);
  const head = idBytes(id);
  const whole = new Uint8Array(head.length + 8 + content.length);
  whole.set(head);
  const view = new DataView(whole.buffer);
  view.setBigUint64(head.length, BigInt(content.length) | (1n << 56n));
  whole.set(content, head.length + 8);
  return whole;
}

/** A number as eight bytes. */
export function number(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** A number with a fraction. */
export function float(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

/** The bytes of an identifier. */
export function idBytes(id: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return Uint8Array.from(bytes);
}

/** One after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
