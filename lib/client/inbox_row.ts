/** One conversation's row of the list: its last message and its count, in the markup of the server's own row. */
import { say } from "./page_facts.ts";
import { lineOf } from "./quotes.ts";

/** A conversation's last message. */
export interface Last {
  readonly mine: boolean;
  /** The row on the log, of which the list shows text and time. */
  readonly row: Element;
}

/** Shows it as the last one. */
export function showLast(row: Element, news: Last): void {
  const last = row.querySelector<HTMLElement>(".last");
  if (!last) return;
  delete last.dataset.typing;
  last.replaceChildren(...preview(row, news));
}

/** Who and what, in the markup of the server's own row. */
function preview(
  row: Element,
  { mine, row: message }: Last,
): (Node | string)[] {
  if (message.querySelector(".gone")) return [say("inbox.deleted")];
  const what = span("cut", lineOf(message));
  what.dir = "auto";
  const isNote = message.querySelector(".note");
  const name = message.querySelector(".author")?.textContent?.trim();
  if (!name || isNote || !(mine || row.querySelector(".face.group"))) {
    return [what];
  }
  const by = mine
    ? say("inbox.mine")
    : say("inbox.by", { name: name.split(/\s+/)[0]! });
  return [span("by cut", by), " ", what];
}

/** Shows how many are unread, and leads to the first of them. */
export function setUnread(row: HTMLElement, count: number): void {
  row.dataset.unread = String(count);
  const link = row.querySelector("a.row");
  const path = link?.getAttribute("href")?.replace(/#.*/, "") ?? "";
  link?.setAttribute("href", path + (count > 0 ? "#new" : ""));
  row.querySelector(".badge")?.remove();
  if (count === 0) return;
  const badge = span("badge");
  const shown = span(
    "",
    ("mentions" in row.dataset ? "@" : "") +
      Math.min(count, 999).toLocaleString(document.documentElement.lang),
  );
  shown.ariaHidden = "true";
  badge.append(shown, span("said", say("inbox.unread", { count })));
  link?.append(badge);
}

function span(name: string, text = ""): HTMLElement {
  const made = document.createElement("span");
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
