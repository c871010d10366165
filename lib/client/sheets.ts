/** Loads the style sheets that a row names and the page did not need so far, and the script for rows with an end. */
export function needSheets(within: Element): void {
  for (const one of within.querySelectorAll<HTMLElement>("[data-sheet]")) {
    needSheet(one.dataset.sheet!);
    if (one.dataset.until) needGone();
  }
}

/** Loads what takes rows off the page. */
export const needGone = (path = "/gone.js") => import(path);

/** Loads a sheet, once. */
export function needSheet(name: string): void {
  const href = `/${name}.css`;
  if (document.querySelector(`link[href^="${href}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}
