/** What an event says of the reader's own; what it leaves out is as it was. */
export interface Told {
  readonly reactions?: string;
  readonly votes?: string;
}

/** Puts the reader's own marks on a row that came live: such a row is shared and does not say them. */
export function keepMarks(
  known: Element | null,
  fresh: Element,
  told?: Told,
): void {
  for (
    const one of fresh.querySelectorAll<HTMLElement>(
      "[data-emoji],[data-choice]",
    )
  ) {
    const { emoji, choice } = one.dataset;
    const own = emoji ? told?.reactions : told?.votes;
    const mine = own === undefined
      ? known?.querySelector(
        (emoji ? `[data-emoji="${emoji}"]` : `[data-choice="${choice}"]`) +
          "[data-mine]",
      )
      : own.split(" ").includes(emoji ?? choice!);
    if (mine) one.dataset.mine = "";
  }
}
