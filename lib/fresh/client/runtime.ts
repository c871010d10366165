/** `fresh/runtime` in the browser: the build puts it in the server's place. */
import type { ComponentChildren } from "preact";
import { ASSET_KEY } from "../asset_key.ts";

/** Key of the build, put in by the bundler. */
declare const FRESH_BUILD: string;

/** True where there is a document. */
export const IS_BROWSER = true;

/** The path of a static file with a key that lets it be kept for ever. */
export function asset(path: string): string {
  if (!/^\/(?!\/)/.test(path) || path.includes(`${ASSET_KEY}=`)) return path;
  const [before = "", hash] = path.split("#");
  const key = `${before.includes("?") ? "&" : "?"}${ASSET_KEY}=${FRESH_BUILD}`;
  return before + key + (hash === undefined ? "" : `#${hash}`);
}

/** The same for each URL of a `srcset`. */
export function assetSrcSet(srcset: string): string {
  return srcset.replace(
    /(^|,)(\s*)(\/\S+)/g,
    (_, comma, space, url) => comma + space + asset(url),
  );
}

/** The server drew it already. */
export function Head(_: { children?: ComponentChildren }): null {
  return null;
}
