/** The menu of a row of the list: the short form of the conversation's own page, fetched when it is opened. */
import { get, post } from "./page_facts.ts";
import { needSheet } from "./sheets.ts";
import { elementsOf } from "./trusted.ts";

let menu: HTMLDialogElement | null = null;

/** Is it open? */
export function isPlaceMenuOpen(): boolean {
  return menu !== null;
}

/** Opens it at a place of the window, for the conversation of a row. */
export async function openPlaceMenu(
  row: HTMLElement,
  at: { x: number; y: number },
): Promise<void> {
  const path = `/conversations/${row.dataset.conversationId}/place`;
  needSheet("menu");
  const html = await get(path);
  if (html === null) return location.assign(path);
  menu?.close();
  const dialog = menu = document.createElement("dialog");
  dialog.className = "place-menu";
  dialog.setAttribute(
    "aria-label",
    row.querySelector(".name")?.textContent?.trim() ?? "",
  );
  dialog.append(elementsOf(html));
  dialog.addEventListener("submit", (event) => submit(event, dialog));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (menu === dialog) menu = null;
  });
  document.body.append(dialog);
  dialog.showModal();
  const { offsetWidth, offsetHeight } = dialog;
  const within = (from: number, size: number, room: number) =>
    `${Math.max(8, Math.min(from, room - size - 8))}px`;
  dialog.style.left = within(at.x, offsetWidth, innerWidth);
  dialog.style.top = within(at.y, offsetHeight, innerHeight);
}

/** What was done shows when the server's news of it comes, here as on other screens. */
function submit(event: SubmitEvent, dialog: HTMLDialogElement): void {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const fields = [...new FormData(form)] as [string, string][];
  post(form.getAttribute("action")!, Object.fromEntries(fields));
  dialog.close();
}

/** Arrows go round. */
function move(event: KeyboardEvent): void {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const target = event.target as Element;
  if (by === undefined || target.matches("select")) return;
  event.preventDefault();
  const all = [...menu!.querySelectorAll<HTMLElement>("button, select, a")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all.at((at + by) % all.length)?.focus();
}
