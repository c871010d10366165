/** The keyboard's focus among rows: given, and kept when a row is drawn anew under it. */

/** The row that has it, or had it until it was taken out. */
let last = "";

/** Gives a row the keyboard's focus. */
export function focusRow(row: HTMLElement): void {
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  row.addEventListener("blur", () => row.removeAttribute("tabindex"), {
    once: true,
  });
}

/** Gives it back to the row of this id, as it stands now, if nothing else has it. */
export function focusBack(id: string): void {
  const { activeElement, body } = document;
  const row = id && document.getElementById(id);
  if (row && row.matches(".message") && activeElement === body) focusRow(row);
}

/** From now on a row that is replaced while it has the focus hands it on. */
export function keepRowFocus(log: HTMLElement): void {
  document.addEventListener("focusin", ({ target }) => {
    const on = target as HTMLElement;
    last = on.matches(".log .message") ? on.id : "";
  });
  // Whoever clicks beside it wants it there no more.
  document.addEventListener("pointerdown", () => last = "");
  new MutationObserver(() => {
    if (last && !document.querySelector("dialog[open]")) focusBack(last);
  }).observe(log, { childList: true, subtree: true });
}
