/** Loads the style sheets that a row names and the page did not need so far. */
export function needSheets(within: Element | DocumentFragment): void {
  for (const one of within.querySelectorAll<HTMLElement>("[data-sheet]")) {
    const href = `/${one.dataset.sheet}.css`;
    if (document.querySelector(`link[href^="${href}"]`)) continue;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    document.head.append(link);
  }
}
