/** Keys as the store wants them, and as text to compare them by. */
import type { Family } from "./family.ts";

/** The store refuses keys from 2,048 bytes on; ours stay well below. */
const MAX_TEXT = 1_000;

/**
 * The whole key of a row.
 * @throws TypeError for text with lone surrogates: the store would turn each
 * into the same replacement character, and two different keys would collide.
 */
export function keyOf(
  { name, parts }: Family,
  key: readonly Deno.KvKeyPart[],
): Deno.KvKey {
  if (key.length !== parts.length) {
    throw new TypeError(
      `A key of "${name}" has ${parts.length} parts, not ${key.length}`,
    );
  }
  return prefixOf(name, key);
}

/** A beginning of a key. @throws TypeError as keyOf() does */
export function prefixOf(
  name: string,
  parts: readonly Deno.KvKeyPart[],
): Deno.KvKey {
  for (const part of parts) checkPart(name, part);
  return [name, ...parts];
}

function checkPart(name: string, part: Deno.KvKeyPart): void {
  if (typeof part === "string") {
    if (!part.isWellFormed()) {
      throw new TypeError(`A key of "${name}" holds a lone surrogate`);
    }
    if (part.length > MAX_TEXT) {
      throw new TypeError(`A key of "${name}" is too long`);
    }
  } else if (typeof part === "number" && !Number.isFinite(part)) {
    throw new TypeError(`A key of "${name}" holds ${part}`);
  } else if (part === undefined || part === null) {
    throw new TypeError(`A key of "${name}" lacks a part`);
  }
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
