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
  const keep = (name: string, own?: string) => {
    for (const one of fresh.querySelectorAll(`[${name}]`)) {
      const mark = one.getAttribute(name)!;
      const mine = own === undefined
        ? known?.querySelector(`[${name}="${mark}"][data-mine]`)
        : own.split(" ").includes(mark);
      if (mine) one.setAttribute("data-mine", "");
    }
  };
  keep("data-emoji", told?.reactions);
  keep("data-choice", told?.votes);
}
