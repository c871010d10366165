/** A message row on the page, as those who act on it see it. */

/** What a row says about itself. */
export interface Row {
  readonly element: HTMLElement;
  readonly conversation: string;
  readonly seq: number;
  /** The message's own page. */
  readonly path: string;
  readonly mine: boolean;
  /** Words, and not what deleting left. */
  readonly isText: boolean;
}

/** The row around an element; null for notes, and for what is not sent yet. */
export function rowAt(target: EventTarget | null): Row | null {
  const element = target instanceof Element
    ? target.closest<HTMLElement>(".message[data-seq]")
    : null;
  const path = element?.querySelector<HTMLAnchorElement>(".when a:last-of-type")
    ?.getAttribute("href");
  if (!element || !path) return null;
  return {
    element,
    conversation: path.split("/")[2]!,
    seq: Number(element.dataset.seq),
    path,
    mine: element.matches(".mine"),
    isText: element.querySelector(".body") !== null,
  };
}

/** All rows on the page, in order. */
export function rowsOf(log: Element): HTMLElement[] {
  return [...log.querySelectorAll<HTMLElement>(".message[data-seq]")];
}
