/** Fetched only where shared workers are missing. Leaves its one function where `live_source.ts` finds it. */
import { listenInTab } from "../live_tab.ts";

Object.assign(globalThis, { parleyTab: listenInTab });
