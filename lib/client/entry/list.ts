/** What can be done with the list: its rows' menu, the next unread, ordering. Loaded when somebody is there. */
import { startArranging } from "../arrange.ts";
import { keepListFocus } from "../list_focus.ts";
import { isPlaceMenuOpen, openPlaceMenu } from "../place_menu.ts";

/** A finger that rests this long means the row, not the page. */
const LONG = 450;

let timer: ReturnType<typeof setTimeout> | undefined;
/** Did this press open the menu? */
let opened = false;

/** The row around an element, or nothing. */
function rowAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element
    ? target.closest<HTMLElement>(".rows > [data-conversation-id]")
    : null;
}

/** Opens the menu below a row: keys have no place of their own. */
function openBelow(row: HTMLElement): void {
  const { left, bottom } = row.getBoundingClientRect();
  openPlaceMenu(row, { x: left + 16, y: bottom - 8 });
}

/** Leads to the next conversation below the present one in which something waits, or to all that is unread. */
function openNext(): void {
  const rows = [
    ...document.querySelectorAll<HTMLElement>(".rows > [data-conversation-id]"),
  ];
  const here = rows.findIndex((row) => row.querySelector("[aria-current]"));
  const next = [...rows.slice(here + 1), ...rows.slice(0, here + 1)]
    .find((row) =>
      row.dataset.unread !== "0" &&
      ("mentions" in row.dataset || !("muted" in row.dataset))
    );
  location.assign(next?.querySelector("a")?.getAttribute("href") ?? "/unread");
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.altKey && event.shiftKey && key === "ArrowDown") {
    event.preventDefault();
    return openNext();
  }
  const row = rowAt(target);
  if (row && (key === "ContextMenu" || key === "F10" && event.shiftKey)) {
    event.preventDefault();
    openBelow(row);
  }
});

document.addEventListener("contextmenu", (event) => {
  const row = rowAt(event.target);
  // Who holds a key, or has opened ours, wants the browser's own.
  if (!row || event.shiftKey || isPlaceMenuOpen()) return;
  event.preventDefault();
  clearTimeout(timer);
  // The finger that rests has opened ours.
  if (opened) return;
  openPlaceMenu(row, { x: event.clientX, y: event.clientY });
});

document.addEventListener("pointerdown", (event) => {
  clearTimeout(timer);
  opened = false;
  const row = event.pointerType === "touch" && rowAt(event.target);
  if (!row) return;
  const { clientX: x, clientY: y } = event;
  timer = setTimeout(() => {
    opened = true;
    openPlaceMenu(row, { x, y });
  }, LONG);
});
for (const end of ["pointerup", "pointercancel", "scroll"]) {
  addEventListener(end, () => clearTimeout(timer), {
    capture: true,
    passive: true,
  });
}
// The finger that opened the menu does not also follow the link, nor close it.
document.addEventListener("click", (event) => {
  if (!opened) return;
  opened = false;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });

startArranging();
keepListFocus();
document.documentElement.dataset.list = "ready";
