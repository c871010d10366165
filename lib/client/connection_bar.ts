/** The line that says the connection is gone. */
import { say } from "./page_facts.ts";

const bar = document.createElement("p");
bar.className = "connection";
bar.setAttribute("role", "status");

let timer: ReturnType<typeof setTimeout> | undefined;
let wasOpen = true;
/** Shows it while there is none. */
export function showConnection(open: boolean): void {
  if (open === wasOpen) return;
  wasOpen = open;
  clearTimeout(timer);
  const show = () => {
    if (!open) document.body.append(bar);
    bar.textContent = open ? "" : say("live.reconnecting");
    bar.hidden = open;
  };
  // A connection that comes back at once is no news.
  timer = setTimeout(show, open ? 0 : 2_000);
}
