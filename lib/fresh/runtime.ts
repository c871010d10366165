/**
 * `fresh/runtime` on the server. In island bundles the build puts
 * `client/runtime.ts` in its place, which imports nothing of the server's.
 */
export { asset, assetSrcSet } from "./asset.ts";
export { Head } from "./head.ts";
export { HttpError } from "./http_error.ts";

/** True where there is a document. */
export const IS_BROWSER: boolean = typeof document !== "undefined";
