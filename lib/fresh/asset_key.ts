/** Name of the query parameter that holds the key of a static file. */
export const ASSET_KEY = "__frsh_c";
