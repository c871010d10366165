/**
 * Which bytes of something a request asks for, and what is answered when they
 * are the ones it has already (RFC 9110, sections 13 and 14).
 */

/** The bytes to send, or why none are. */
export type Asked =
  | {
    readonly status: 200 | 206;
    readonly first: number;
    readonly last: number;
  }
  | { readonly status: 304 | 412 | 416 };

/**
 * What to answer to a request for something of this size. The tag is a strong
 * one, in quotes. Ask only after it is certain that this reader may have it.
 */
export function askedBytes(req: Request, tag: string, size: number): Asked {
  const header = (name: string) => req.headers.get(name);
  const match = header("if-match");
  if (match !== null && !isListed(match, tag, true)) return { status: 412 };
  const noneMatch = header("if-none-match");
  if (noneMatch !== null && isListed(noneMatch, tag, false)) {
    return { status: 304 };
  }
  const all = { status: 200, first: 0, last: size - 1 } as const;
  const range = header("range");
  if (range === null || req.method !== "GET") return all;
  const only = header("if-range");
  // A date never fits: what has a strong tag is not told apart by its second.
  if (only !== null && only.trim() !== tag) return all;
  return bytesIn(range, size) ?? all;
}

/** Is the tag among those of a header? Weak ones count only where that does no harm. */
function isListed(header: string, tag: string, strong: boolean): boolean {
  if (header.trim() === "*") return true;
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((one) => one === tag || !strong && one === `W/${tag}`);
}

/** Null for what is no range, or several: then all of it is sent. */
function bytesIn(header: string, size: number): Asked | null {
  const found = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header);
  if (!found) return null;
  const [, from = "", to = ""] = found;
  if (from === "" && to === "") return null;
  if (from === "") {
    const length = Math.min(Number(to), size);
    if (length === 0) return { status: 416 };
    return { status: 206, first: size - length, last: size - 1 };
  }
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return null;
  if (first >= size) return { status: 416 };
  return { status: 206, first, last };
}
