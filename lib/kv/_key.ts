/** Keys as the store wants them, and as text to compare them by. */
import { NotFound } from "@/lib/errors.ts";
import type { Sealing } from "./_sealing.ts";
import type { Family } from "./family.ts";

/** The store refuses keys from 2,048 bytes on; ours stay well below. In bytes. */
const MAX_TEXT = 1_000;

/**
 * A key longer than any that can be put: whatever was asked for by such a name
 * out of an address or a form is not there.
 */
class TooLongKey extends NotFound {
  constructor(family: string) {
    super({ key: "error.not_found" });
    this.message = `A key of "${family}" is too long`;
  }
}

/**
 * The whole key of a row.
 * @throws TypeError for text with lone surrogates: the store would turn each
 * into the same replacement character, and two different keys would collide.
 * @throws NotFound for text that is too long
 */
export function keyOf(
  sealing: Sealing,
  family: Family,
  key: readonly Deno.KvKeyPart[],
): Deno.KvKey {
  const { name, parts } = family;
  if (key.length !== parts.length) {
    throw new TypeError(
      `A key of "${name}" has ${parts.length} parts, not ${key.length}`,
    );
  }
  return prefixOf(sealing, family, key);
}

/** A beginning of a key. @throws as keyOf() does */
export function prefixOf(
  sealing: Sealing,
  family: Family,
  parts: readonly Deno.KvKeyPart[],
): Deno.KvKey {
  const { name, hidden } = family;
  const key: Deno.KvKeyPart[] = [name];
  for (const [i, part] of parts.entries()) {
    checkPart(name, part);
    key.push(hidden[i] ? hide(sealing, family, i, part) : part);
  }
  return key;
}

/** Bytes are what a list gave back: they stand in the key already. */
function hide(
  sealing: Sealing,
  family: Family,
  i: number,
  part: Deno.KvKeyPart,
): Deno.KvKeyPart {
  const name = family.parts[i]!;
  if (typeof part === "string") return sealing.hide(family, name, part);
  if (part instanceof Uint8Array) return part;
  throw new TypeError(`"${name}" of "${family.name}" is hidden, so it is text`);
}

function checkPart(name: string, part: Deno.KvKeyPart): void {
  if (typeof part === "string") {
    if (!part.isWellFormed()) {
      throw new TypeError(`A key of "${name}" holds a lone surrogate`);
    }
    if (isTooLong(part)) throw new TooLongKey(name);
  } else if (typeof part === "number" && !Number.isFinite(part)) {
    throw new TypeError(`A key of "${name}" holds ${part}`);
  } else if (part === undefined || part === null) {
    throw new TypeError(`A key of "${name}" lacks a part`);
  }
}

const encoder = new TextEncoder();

function isTooLong(text: string): boolean {
  // A letter takes three bytes at most, so most texts need not be measured.
  return text.length > MAX_TEXT ||
    text.length * 3 > MAX_TEXT && encoder.encode(text).length > MAX_TEXT;
}

/** The key as text: equal exactly when the keys are. */
export function textOf(key: Deno.KvKey): string {
  const plain = key.every((part) =>
    typeof part === "string" || typeof part === "number"
  );
  return plain ? JSON.stringify(key) : JSON.stringify(key, (_, part) => {
    if (typeof part === "bigint") return { bigint: `${part}` };
    if (part instanceof Uint8Array) return { bytes: part.toHex() };
    return part;
  });
}
