/** `asset()`: a URL that may be kept for ever, because it names the content. */
import { ASSET_KEY } from "./asset_key.ts";
import { renderState } from "./render_state.ts";
import { registeredSnapshot } from "./snapshot.ts";

/** The path of a static file with the key of its present content. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const snapshot = renderState()?.snapshot ?? registeredSnapshot();
  if (snapshot === null) return path;
  const [, name = "", query = "", hash = ""] =
    /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(path) ?? [];
  if (query.includes(`${ASSET_KEY}=`)) return path;
  const { files, build } = snapshot.manifest;
  const key = files[name]?.hash ?? build;
  const separator = query === "" ? "?" : "&";
  return `${name}${query}${separator}${ASSET_KEY}=${key}${hash}`;
}

/** The same for each URL of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  // Commas inside parentheses or data URLs are not worth a parser here.
  if (/[(]|data:/.test(srcset)) return srcset;
  const parts = srcset.split(",");
  if (parts.some((part) => part.trim() === "")) return srcset;
  return parts.map((part) =>
    part.replace(/^(\s*)(\S+)/, (_, space, url) => space + asset(url))
  ).join(",");
}
