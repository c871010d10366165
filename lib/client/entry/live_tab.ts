/** Fetched only where shared workers are missing. */
export { listenInTab } from "../live_tab.ts";
