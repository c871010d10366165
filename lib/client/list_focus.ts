/** The row of the list that has the keyboard's focus keeps it when the list is put in another order, or drawn anew. */
const ROW = ".rows > [data-conversation-id]";

/** Id of the row that has the focus, or had it until it was moved. */
let last = "";

/** From now on it does. */
export function keepListFocus(): void {
  document.addEventListener("focusin", ({ target }) => {
    const on = target as HTMLElement;
    // What lies over the page only borrows it.
    if (on.closest("dialog")) return;
    last = on.closest(ROW)?.id ?? "";
  });
  document.addEventListener("pointerdown", () => last = "");
  new MutationObserver(() => {
    const { activeElement, body } = document;
    if (!last || activeElement !== body) return;
    if (document.querySelector("dialog[open]")) return;
    document.getElementById(last)?.querySelector("a")?.focus();
  }).observe(document.body, { childList: true, subtree: true });
}
