import { openConversation } from "./page_facts.ts";

/** What can be done with rows is loaded when somebody comes near: those of a log bring those of the list. */
export function awaitTools(): void {
  const script = openConversation() ? "tools" : "list";
  const path = `/${script}.${document.documentElement.lang}.js`;
  for (const near of ["pointerover", "focusin"]) {
    // Without a line there is none of it: the pages do the same.
    document.addEventListener(near, () => import(path).catch(() => {}), {
      once: true,
    });
  }
}
