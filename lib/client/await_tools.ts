import { openConversation } from "./page_facts.ts";

/** What can be done with rows is loaded when somebody comes near: those of a log bring those of the list. */
export function awaitTools(): void {
  const script = openConversation() ? "tools" : "list";
  for (const near of ["pointerover", "focusin"]) {
    document.addEventListener(
      near,
      () => import(`/${script}.${document.documentElement.lang}.js`),
      { once: true },
    );
  }
}
