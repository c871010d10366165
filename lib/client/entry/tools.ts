/** What can be done with rows: pointing, keys, long press. Loaded when somebody comes near the log. */
import { type Row, rowAt, rowsOf } from "../row.ts";
import { react, vote } from "../row_deeds.ts";
import { focusRow, keepRowFocus } from "../row_focus.ts";
import {
  hideTools,
  holdTools,
  isInTools,
  isMenuOpen,
  openTools,
  showTools,
} from "../row_toolbar.ts";
import { needSheet } from "../sheets.ts";

/** A finger that rests this long means the row, not the page. */
const LONG = 450;
/** A click may follow the finger's leaving so much later. */
const AFTER = 350;
const log = document.querySelector<HTMLElement>(".log");

function follow(event: PointerEvent): void {
  if (event.pointerType !== "mouse") return;
  const row = rowAt(event.target);
  if (row) showTools(row);
}

/** Moves the focus from row to row; false where there is nothing to move to. */
function move(by: number): boolean {
  const rows = rowsOf(log!);
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? rows.at(-1) : rows[at + by];
  if (next) focusRow(next);
  return next !== undefined;
}

function onKey(event: KeyboardEvent): void {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const row = target === log ? null : rowAt(target);
  const onRow = row?.element === target;
  if (target !== log && !onRow) return;
  const by = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 }[key];
  const opens = ["Enter", "ContextMenu", "m"].includes(key) ||
    key === "F10" && event.shiftKey;
  if (by !== undefined && move(by)) event.preventDefault();
  else if (onRow && opens) {
    event.preventDefault();
    openTools(row);
  } else if (onRow && key === "Escape") log!.focus();
}

/** Within the menu arrows go round. */
function onMenuKey(event: KeyboardEvent): void {
  if (event.key === "Escape") {
    if (isMenuOpen()) event.preventDefault();
    return hideTools();
  }
  const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[
    event.key
  ];
  if (by === undefined || !isInTools(event.target)) return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLElement>(".tools button")]
    .filter((one) => one.offsetParent !== null);
  const at = all.indexOf(document.activeElement as HTMLElement);
  all.at((at + by) % all.length)?.focus();
}

function onClick(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = event.target as Element;
  const row = rowAt(target);
  const emoji = target.closest<HTMLElement>("[data-emoji]")?.dataset.emoji;
  const quoted = target.closest<HTMLAnchorElement>("a.quote")?.hash;
  const option = target.closest<HTMLElement>("a[data-choice]");
  if (row && option) {
    event.preventDefault();
    vote(row, option);
  } else if (row && emoji) {
    event.preventDefault();
    react(row, emoji);
  } else if (quoted && document.querySelector(quoted)) {
    // It is on this page: no need for another one.
    event.preventDefault();
    location.hash = quoted;
  }
}

let pressed: { row: Row; x: number; y: number } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function press(event: PointerEvent): void {
  release();
  const row = event.pointerType === "touch" && rowAt(event.target);
  if (!row) return;
  pressed = { row, x: event.clientX, y: event.clientY };
  timer = setTimeout(() => {
    openTools(row);
    holdTools(true);
  }, LONG);
}

function release(): void {
  clearTimeout(timer);
  if (pressed) setTimeout(holdTools, AFTER, false);
  pressed = null;
}

function slide({ clientX, clientY }: PointerEvent): void {
  if (!pressed) return;
  if (Math.hypot(clientX - pressed.x, clientY - pressed.y) > 10) release();
}

if (log) {
  needSheet("hung");
  needSheet("tools");
  keepRowFocus(log);
  log.addEventListener("pointerover", follow);
  log.addEventListener("pointerdown", press);
  log.addEventListener("pointermove", slide);
  for (const end of ["pointerup", "pointercancel"]) {
    log.addEventListener(end, release);
  }
  log.addEventListener("contextmenu", (event) => {
    // The press has opened ours.
    if (isMenuOpen()) event.preventDefault();
  });
  log.addEventListener("scroll", () => {
    release();
    if (!isMenuOpen()) hideTools();
  }, { passive: true });
  log.addEventListener("pointerleave", (event) => {
    if (!isMenuOpen() && !isInTools(event.relatedTarget)) hideTools();
  });
  log.addEventListener("click", onClick);
  log.addEventListener("keydown", onKey);
  addEventListener("keydown", onMenuKey);
  addEventListener("pointerdown", (event) => {
    if (isMenuOpen() && !isInTools(event.target)) hideTools();
  });
  document.documentElement.dataset.tools = "ready";
}

// The list stands beside every log.
import(`/list.${document.documentElement.lang}.js`);
