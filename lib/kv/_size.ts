/** How large a value is when stored, before anything tries to store it. */
import { serialize } from "node:v8";

/** The store refuses values from 65,536 bytes on; ours end here. */
export const MAX_VALUE = 60_000;

/**
 * Bytes a value may take, never too few. Walks plain data, which is most of
 * what we store and far cheaper than serialising it twice; the rest is
 * serialised.
 * @throws Error for what cannot be stored, such as functions
 */
export function sizeOf(value: unknown): number {
  const guess = walk(value, 0);
  return guess <= MAX_VALUE ? guess : serialize(value).byteLength + 16;
}

const DEEPEST = 8;

function walk(value: unknown, depth: number): number {
  switch (typeof value) {
    case "string":
      // One or two bytes a character, by what the text holds.
      return 2 * value.length + 8;
    case "number":
    case "boolean":
    case "undefined":
      return 10;
    case "object":
      break;
    default:
      return Infinity;
  }
  if (value === null) return 1;
  if (value instanceof Uint8Array) return value.byteLength + 32;
  if (depth >= DEEPEST) return Infinity;
  if (Array.isArray(value)) {
    let sum = 16;
    for (const item of value) sum += walk(item, depth + 1);
    return sum;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return Infinity;
  let sum = 8;
  for (const [name, item] of Object.entries(value)) {
    sum += 2 * name.length + 8 + walk(item, depth + 1);
  }
  return sum;
}
