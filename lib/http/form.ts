/** A form somebody sent, read and found well-formed. */
import type { Problem } from "@/lib/errors.ts";

/** One field: a name with a text or a file. */
export type FormEntry = readonly [name: string, value: string | File];

/** Never shown again: secrets, and what a new page brings anew. */
const unkept = /password|^(?:csrf|code|secret)$/i;

/** A form somebody sent. */
export class Form {
  /** The texts as they were typed, for showing the form again. No secrets. */
  readonly kept: Readonly<Record<string, string>>;
  /** The same with every text of a repeated field, such as boxes of one name. */
  readonly keptAll: Readonly<Record<string, readonly string[]>>;
  readonly #texts = new Map<string, string[]>();
  readonly #files = new Map<string, File[]>();

  /** @param problem why some of it could not be taken; the deed is not tried */
  constructor(entries: Iterable<FormEntry>, readonly problem?: Problem) {
    const kept = new Map<string, string[]>();
    for (const [name, value] of entries) {
      if (typeof value !== "string") {
        // A file field that was left empty is sent as a nameless file.
        if (value.size > 0 || value.name !== "") push(this.#files, name, value);
        continue;
      }
      if (!unkept.test(name)) push(kept, name, value);
      push(this.#texts, name, value);
    }
    this.keptAll = Object.fromEntries(kept);
    this.kept = Object.fromEntries(
      [...kept].map(([name, [first]]) => [name, first!]),
    );
  }

  /** The text of a field, `""` when it is not there. Line ends are `\n`. */
  text(name: string): string {
    return lines(this.#texts.get(name)?.[0] ?? "");
  }

  /** Every text of a repeated field. */
  all(name: string): string[] {
    return (this.#texts.get(name) ?? []).map(lines);
  }

  /** Was this field sent at all? */
  has(name: string): boolean {
    return this.#texts.has(name) || this.#files.has(name);
  }

  /** The files of a field. */
  files(name: string): File[] {
    return this.#files.get(name) ?? [];
  }
}

function push<T>(map: Map<string, T[]>, name: string, value: T): void {
  const values = map.get(name);
  if (values) values.push(value);
  else map.set(name, [value]);
}

/** Browsers send `\r\n` whatever was typed; a text must not depend on that. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
