/** From a path below `routes/` to a URL pattern, and which file comes first. */

/**
 * One name of a path as a pattern: `[id]` is a parameter, `[[id]]` an optional
 * one, `[...rest]` the whole rest. A group like `(signed-in)` gives null.
 */
function segmentPattern(name: string, path: string): string | null {
  if (/^\(.*\)$/.test(name)) return null;
  const rest = /^\[\.\.\.(\w+)\]$/.exec(name);
  if (rest !== null) return `/:${rest[1]}*`;
  const optional = /^\[\[(\w+)\]\]$/.exec(name);
  if (optional !== null) return `{/:${optional[1]}}?`;
  if (name.includes("][")) {
    throw new SyntaxError(
      `Route ${path}: two parameters need something between them`,
    );
  }
  const pattern = name.replace(/\[(\w+)\]/g, ":$1");
  if (/[[\]]/.test(pattern)) {
    throw new SyntaxError(`Route ${path}: "${name}" is not a pattern`);
  }
  return `/${pattern}`;
}

/** The URL pattern of a file, e.g. `/(shop)/items/[id]` → `/items/:id`. */
export function pathToPattern(path: string): string {
  const names = path.split("/").filter((name) => name !== "");
  if (names.at(-1) === "index") names.pop();
  const parts = names.map((name) => segmentPattern(name, path))
    .filter((part) => part !== null);
  const pattern = parts.join("");
  // Without a fixed part the slash itself must not be optional.
  if (parts.length > 0 && parts.every((part) => part.startsWith("{/"))) {
    return pattern.replace("{/", "/{");
  }
  return pattern === "" ? "/" : pattern;
}

/** Names of the folders a file stands in, groups included, as the tree has them. */
export function foldersOfFile(path: string): string[] {
  return path.split("/").slice(0, -1).filter((name) => name !== "")
    .map((name) => segmentPattern(name, path)?.slice(1) ?? name);
}

/** Fixed names before parameters before the rest, segment by segment. */
export function comparePatterns(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const one = weight(left[i]);
    const other = weight(right[i]);
    if (one !== other) return one - other;
    if (left[i] !== right[i]) return left[i]! < right[i]! ? -1 : 1;
  }
  return 0;
}

function weight(segment: string | undefined): number {
  if (segment === undefined) return 1;
  if (segment.endsWith("*")) return 4;
  if (/[{?]/.test(segment)) return 3;
  return segment.includes(":") ? 2 : 0;
}
