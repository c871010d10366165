/** Puts the reader's own marks on a row that came live: such a row is shared and does not say them. */
export function keepMarks(
  known: Element | null,
  fresh: Element,
  told?: string,
): void {
  for (const one of fresh.querySelectorAll<HTMLElement>("[data-emoji]")) {
    const { emoji } = one.dataset;
    const mine = told === undefined
      ? known?.querySelector(`[data-emoji="${emoji}"][data-mine]`)
      : told.split(" ").includes(emoji!);
    if (mine) one.dataset.mine = "";
  }
}
