/**
 * Where to go after signing in. The wish comes from the address and could name
 * a foreign site, so only a path on this one is taken.
 */

/** The path to go to, or `fallback` when the wish leads anywhere but here. */
export function safeNext(
  wish: string | null | undefined,
  fallback = "/conversations",
): string {
  if (!wish || wish.length > 2_048 || !wish.isWellFormed()) return fallback;
  // Browsers read `\` as `/` and skip tabs and line ends: `/\host`, `/<tab>/host`.
  // deno-lint-ignore no-control-regex
  if (!wish.startsWith("/") || /[\\\x00-\x20\x7f]/.test(wish)) return fallback;
  const here = "http://here.invalid";
  if (!URL.canParse(wish, here)) return fallback;
  const url = new URL(wish, here);
  const path = url.pathname + url.search + url.hash;
  // `/a/..//host` has become `//host`, which would leave.
  if (url.origin !== here || path.startsWith("//")) return fallback;
  return path;
}
