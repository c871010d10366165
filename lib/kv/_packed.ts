/**
 * A value as bytes, before it is sealed. JSON where JSON loses nothing, which
 * is nearly always: it takes a fifth of the time of the structured form and
 * about as many bytes (decision 0016). Bytes, dates and the like keep to the
 * structured form.
 */
import { deserialize, serialize } from "node:v8";
import { MAX_VALUE } from "./_size.ts";

const JSON_TEXT = 0;
const STRUCTURED = 1;
const JSON_MARK = String.fromCharCode(JSON_TEXT);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One byte that says the form, then the value. */
export function pack(value: unknown): Uint8Array {
  if (isPlain(value, 0)) {
    const packed = encoder.encode(JSON_MARK + JSON.stringify(value));
    // Escapes and Asian letters may take more here than callers were promised room for.
    if (packed.byteLength <= MAX_VALUE) return packed;
  }
  const bytes = serialize(value);
  const packed = new Uint8Array(1 + bytes.byteLength);
  packed[0] = STRUCTURED;
  packed.set(bytes, 1);
  return packed;
}

/** The value again. @throws Error for bytes that are not of pack() */
export function unpack(packed: Uint8Array): unknown {
  const bytes = packed.subarray(1);
  switch (packed[0]) {
    case JSON_TEXT:
      return JSON.parse(decoder.decode(bytes));
    case STRUCTURED:
      return deserialize(bytes);
    default:
      throw new Error(`A value has an unknown form: ${packed[0]}`);
  }
}

/** Deeper ones may be circles. */
const DEEPEST = 8;

/** Does JSON give back exactly this? It drops `undefined`, and has no -0. */
function isPlain(value: unknown, depth: number): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0);
    case "object":
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (depth >= DEEPEST) return false;
  if (Array.isArray(value)) {
    // By index: `every` would pass over the holes.
    for (let i = 0; i < value.length; i++) {
      if (!isPlain(value[i], depth + 1)) return false;
    }
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const item of Object.values(value)) {
    if (!isPlain(item, depth + 1)) return false;
  }
  return !("toJSON" in value);
}
