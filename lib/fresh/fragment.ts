/** HTML without a document around it: for htmx answers and live events. */
import { type ComponentChildren, Fragment, h } from "preact";
import { renderToString } from "preact-render-to-string";
import { collect } from "./render_state.ts";
import { registeredSnapshot } from "./snapshot.ts";

/**
 * The content as HTML. An island in it is refused, since the script that brings
 * islands to life looks for them once, when the page has loaded. What stands
 * in a `<Head>` is left out.
 */
export function renderFragment(content: ComponentChildren): string {
  const draw = () => renderToString(h(Fragment, null, content));
  return collect(registeredSnapshot(), false, draw).html;
}
