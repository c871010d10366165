/** HTML without a document around it: for htmx answers and live events. */
import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { collect } from "./render_state.ts";
import { registeredSnapshot } from "./snapshot.ts";

/**
 * The vnode as HTML. An island in it is refused, since the script that brings
 * islands to life looks for them once, when the page has loaded. What stands
 * in a `<Head>` is left out.
 */
export function renderFragment(vnode: VNode): string {
  const draw = () => renderToString(vnode);
  return collect(registeredSnapshot(), false, draw).html;
}
