/** The one toolbar of all rows: beside the row that is pointed at, or opened as a menu on one. */
import { drawings, type IconName } from "@/components/controls/Drawings.ts";
import { QUICK } from "@/lib/messages/reaction_model.ts";
import { say } from "./page_facts.ts";
import type { Row } from "./row.ts";
import { ACTIONS } from "./row_actions.ts";
import { react } from "./row_deeds.ts";
import { openForm } from "./row_dialog.ts";
import { focusRow } from "./row_focus.ts";

/** Emoji in sight before the menu is open. */
const IN_SIGHT = 3;
const SVG = "http://www.w3.org/2000/svg";

const bar = document.createElement("div");
bar.className = "tools";
bar.id = "row-tools";
bar.hidden = true;
bar.setAttribute("role", "toolbar");
bar.setAttribute("aria-label", say("message.actions"));
document.body.append(bar);

let shown: Row | null = null;
const isOpen = () => bar.dataset.open !== undefined;

/** Shows it beside a row, unless a menu is open elsewhere. */
export function showTools(row: Row): void {
  if (isOpen() || shown?.element === row.element && !bar.hidden) return;
  fill(row);
  place(row);
}

/** Opens it as a menu: everything, with words. */
export function openTools(row: Row): void {
  fill(row);
  bar.dataset.open = "";
  place(row);
  bar.querySelector("button")?.focus();
}

/** While the finger that opened it still rests there, nothing under it is pressed. */
export function holdTools(held: boolean): void {
  if (held) bar.dataset.held = "";
  else delete bar.dataset.held;
}

/** Takes it away; focus goes back to where it was opened from. */
export function hideTools(): void {
  const back = isOpen() && bar.contains(document.activeElement);
  bar.hidden = true;
  delete bar.dataset.open;
  if (back && shown) focusRow(shown.element);
}

/** Is this part of the toolbar? */
export function isInTools(target: EventTarget | null): boolean {
  return target instanceof Node && bar.contains(target);
}

/** Is it open as a menu? */
export function isMenuOpen(): boolean {
  return !bar.hidden && isOpen();
}

function fill(row: Row): void {
  delete bar.dataset.open;
  shown = row;
  const { isText } = row;
  const emojis = isText ? QUICK.map((emoji) => emojiButton(row, emoji)) : [];
  emojis.slice(IN_SIGHT).forEach((one) => one.dataset.extra = "");
  const more = button("smile", "message.reactions.more_emoji", () => {
    hideTools();
    openForm(`${row.path}/reactions`, "#react");
  });
  const acts = ACTIONS.filter(({ fits }) => fits(row)).map((action) => {
    const one = button(action.icon, action.label, () => {
      hideTools();
      action.run(row);
    });
    if (!action.first) one.dataset.extra = "";
    return one;
  });
  const open = button("more", "message.more", () => openTools(row));
  open.dataset.compact = "";
  const quick = document.createElement("div");
  quick.append(...emojis, ...isText ? [more] : []);
  bar.replaceChildren(quick, ...acts, open);
}

function emojiButton(row: Row, emoji: string): HTMLButtonElement {
  const one = document.createElement("button");
  one.type = "button";
  one.textContent = emoji;
  const mine = row.element.querySelector(`[data-emoji="${emoji}"][data-mine]`);
  one.setAttribute("aria-pressed", String(!!mine));
  one.setAttribute("aria-label", say("message.reactions.with", { emoji }));
  one.addEventListener("click", () => {
    hideTools();
    react(row, emoji);
  });
  return one;
}

function button(
  icon: IconName,
  label: string,
  run: () => void,
): HTMLButtonElement {
  const one = document.createElement("button");
  one.type = "button";
  one.title = say(label);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  if (icon === "reply" || icon === "forward") svg.setAttribute("data-flip", "");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", drawings[icon]);
  svg.append(path);
  const words = document.createElement("span");
  words.textContent = one.title;
  one.append(svg, words);
  one.addEventListener("click", run);
  return one;
}

/** Over the upper edge of the bubble at its end, within the window. */
function place({ element }: Row): void {
  bar.hidden = false;
  const bubble = (element.querySelector(".bubble") ?? element)
    .getBoundingClientRect();
  const { width, height } = bar.getBoundingClientRect();
  const endsRight = document.dir !== "rtl";
  const left = endsRight ? bubble.right - width + 8 : bubble.left - 8;
  const top = bubble.top - (isOpen() ? 0 : 20);
  const within = (at: number, most: number) =>
    Math.max(8, Math.min(at, most - 8));
  bar.style.left = `${within(left, innerWidth - width)}px`;
  bar.style.top = `${within(top, innerHeight - height)}px`;
}
