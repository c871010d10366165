/**
 * Key families: every key in the store begins with the name of one, and one
 * line in some domain's `_keys.ts` says what its rows hold.
 */

declare const held: unique symbol;

/** Rows of one kind: `[name, ...K]` → `T`. */
export interface Family<
  T = unknown,
  K extends readonly Deno.KvKeyPart[] = readonly Deno.KvKeyPart[],
> {
  /** First part of every key. */
  readonly name: string;
  /** What the other parts of a key are, in order. */
  readonly parts: readonly string[];
  /** What a row holds, in words; docs/keys.md is printed from it. */
  readonly holds: string;
  /** Version of the stored shape; a migration raises it. */
  readonly schema: number;
  /** Why its values are stored as they are; null: they are sealed. */
  readonly open: string | null;
  /** For each part of a key: does a keyed hash stand for it? */
  readonly hidden: readonly boolean[];
  /** Only for the compiler: the types of value and key. */
  readonly [held]?: { readonly value: T; readonly key: K };
}

/** What is said of a family when it is declared. */
export interface AboutFamily {
  readonly parts: readonly string[];
  readonly holds: string;
  readonly schema?: number;
  /** Values are sealed unless this says why they need not be: only numbers, ids and `true`. */
  readonly open?: string;
  /**
   * Parts that are, or may be, something people wrote or are known by: a keyed
   * hash stands in the key instead. They are text, and asked for as they are;
   * in the keys of a list stand the bytes of the hash, which are good for
   * reading and dropping these rows. They have no order to set bounds in.
   */
  readonly hidden?: readonly string[];
}

/** Beginnings of a key, from none of its parts to all of them. */
export type Prefix<K extends readonly unknown[]> = K extends
  readonly [infer First, ...infer Rest]
  ? readonly [] | readonly [First, ...Prefix<Rest>]
  : readonly [];

const families = new Map<string, Family>();

/**
 * Declares a family, once.
 * @throws TypeError when the name is taken: two shapes under one name would eat each other
 */
export function family<T, K extends readonly Deno.KvKeyPart[]>(
  name: string,
  about: AboutFamily,
): Family<T, K> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new TypeError(`Not a name for a key family: ${name}`);
  }
  if (families.has(name)) {
    throw new TypeError(`Two key families are called "${name}"`);
  }
  const hidden = about.hidden ?? [];
  for (const part of hidden) {
    if (!about.parts.includes(part)) {
      throw new TypeError(`"${name}" has no part "${part}" to hide`);
    }
  }
  const declared: Family<T, K> = Object.freeze({
    name,
    parts: Object.freeze([...about.parts]),
    holds: about.holds,
    schema: about.schema ?? 1,
    open: about.open ?? null,
    hidden: Object.freeze(about.parts.map((part) => hidden.includes(part))),
  });
  families.set(name, declared);
  return declared;
}

/** Every family declared so far, by name. */
export function allFamilies(): Family[] {
  return [...families.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
