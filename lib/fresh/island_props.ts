/**
 * Island props on their way to the browser: plain data and signals, nothing
 * else. Whatever would arrive changed (a class instance, a function, a typed
 * array, NaN, …) is refused here with the path to it, instead of there.
 */
import { Signal } from "@preact/signals";
import { isValidElement } from "preact";
import type { Island } from "./snapshot.ts";

/** What the data block of a page holds. */
export interface PageData {
  /** Modules: URL path and name of the export. */
  m: [module: string, exportName: string][];
  /** Islands in document order: index of the module, and the props. */
  i: [module: number, props: unknown][];
  /** Values of signals, each once. */
  s: unknown[];
}

/** The props of all islands of one page. */
export class IslandProps {
  readonly #modules: Island[] = [];
  readonly #islands: [number, unknown][] = [];
  readonly #signals = new Map<Signal, number>();

  /** Takes an island's props and gives its id on the page. */
  add(island: Island, props: object): number {
    let module = this.#modules.indexOf(island);
    if (module === -1) module = this.#modules.push(island) - 1;
    const data = this.#plain(props, island.name, []);
    return this.#islands.push([module, data]) - 1;
  }

  /** The data block's text; cannot end the script element it stands in. */
  text(): string {
    const values: unknown[] = [];
    // A signal's value may hold further signals, which join the map meanwhile.
    for (const [signal, index] of this.#signals) {
      values[index] = this.#plain(signal.peek(), "signal", []);
    }
    const data: PageData = {
      m: this.#modules.map(({ entry, exportName }) => [
        entry.module,
        exportName,
      ]),
      i: this.#islands,
      s: values,
    };
    return JSON.stringify(data).replaceAll("<", "\\u003c");
  }

  #plain(value: unknown, path: string, inside: object[]): unknown {
    if (value === null || typeof value === "string") return value;
    if (typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value !== "object") return refuse(value, path);
    if (value instanceof Signal) return { $s: this.#signal(value) };
    if (inside.includes(value)) {
      throw new TypeError(`Island prop ${path} contains itself`);
    }
    const around = [...inside, value];
    if (Array.isArray(value)) {
      return value.map((one, i) => this.#plain(one, `${path}[${i}]`, around));
    }
    const prototype = Object.getPrototypeOf(value);
    const plainObject = prototype === Object.prototype || prototype === null;
    if (!plainObject || isValidElement(value)) {
      return refuse(value, path);
    }
    const plain: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(value)) {
      if (one === undefined) continue;
      // "$" is how signals are told from data, so the data's own is doubled.
      const name = key.startsWith("$") ? `$${key}` : key;
      Object.defineProperty(plain, name, {
        value: this.#plain(one, `${path}.${key}`, around),
        enumerable: true,
      });
    }
    return plain;
  }

  #signal(signal: Signal): number {
    const known = this.#signals.get(signal);
    if (known !== undefined) return known;
    this.#signals.set(signal, this.#signals.size);
    return this.#signals.size - 1;
  }
}

function refuse(value: unknown, path: string): never {
  let kind: string = typeof value;
  if (typeof value === "object" && value !== null) {
    kind = isValidElement(value)
      ? "a vnode"
      : `an instance of ${value.constructor.name}`;
  } else if (typeof value === "number") kind = String(value);
  throw new TypeError(
    `Island prop ${path} is ${kind}; only plain data and signals reach the browser`,
  );
}
