/** Ordering what is pinned, by dragging and by keys. The buttons of the page do the same without script. */
import { post, say } from "./page_facts.ts";

const PATH = "/conversations/arrange";
const list = () => document.querySelector<HTMLElement>("#pinned-rows");
const lines =
  () => [...list()?.querySelectorAll<HTMLElement>("[data-arranged]") ?? []];

/** The line that is being dragged. */
let held: HTMLElement | null = null;
let before: Element | null = null;

const told = document.createElement("p");
told.className = "said";
told.setAttribute("role", "status");

/** Makes the lines of the page movable; nothing on other pages. */
export function startArranging(): void {
  const rows = list();
  if (!rows || lines().length < 2) return;
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.textContent = say("inbox.arrange.drag");
  // Beside what follows the server: news must not take them away.
  const page = rows.closest<HTMLElement>("[data-live]")!;
  page.before(hint, told);
  page.dataset.movable = "";
  rows.addEventListener("pointerdown", take);
  rows.addEventListener("pointermove", drag);
  rows.addEventListener("pointerup", drop);
  rows.addEventListener("pointercancel", () => held && letGo(before));
  rows.addEventListener("keydown", step);
  rows.addEventListener("dragstart", (event) => event.preventDefault());
}

function lineAt(target: EventTarget | null): HTMLElement | null {
  return (target as Element).closest<HTMLElement>("[data-arranged]");
}

function take(event: PointerEvent): void {
  const on = event.target as Element;
  const line = lineAt(on);
  // A finger must be able to scroll the page elsewhere.
  const takes = event.pointerType === "mouse"
    ? !on.closest("a, button")
    : on.closest(".face");
  if (!line || !takes || event.button !== 0) return;
  event.preventDefault();
  held = line;
  before = line.nextElementSibling;
  line.dataset.held = "";
  list()!.setPointerCapture(event.pointerId);
}

function drag({ clientY }: PointerEvent): void {
  if (!held) return;
  const others = lines().filter((one) => one !== held);
  const next = others.find((one) => {
    const { top, height } = one.getBoundingClientRect();
    return clientY < top + height / 2;
  }) ?? null;
  if (next !== held.nextElementSibling) list()!.insertBefore(held, next);
}

function drop(): void {
  if (!held) return;
  const line = held;
  const next = line.nextElementSibling as HTMLElement | null;
  const moved = next !== before;
  letGo(next);
  if (!moved) return;
  post(PATH, {
    _action: "before",
    conversation: line.dataset.arranged!,
    before: next?.dataset.arranged ?? "",
  });
  tell(line);
}

function letGo(next: Element | null): void {
  delete held!.dataset.held;
  if (next !== held!.nextElementSibling) list()!.insertBefore(held!, next);
  held = null;
}

function step(event: KeyboardEvent): void {
  const line = lineAt(event.target);
  const up = event.key === "ArrowUp";
  if (!line || !event.altKey || !up && event.key !== "ArrowDown") return;
  event.preventDefault();
  const other = up ? line.previousElementSibling : line.nextElementSibling;
  if (!other) return;
  // The other one moves, so that the focus stays where it is.
  if (up) line.after(other);
  else line.before(other);
  post(PATH, {
    _action: up ? "up" : "down",
    conversation: line.dataset.arranged!,
  });
  tell(line);
}

function tell(line: HTMLElement): void {
  const all = lines();
  told.textContent = say("inbox.arrange.moved", {
    name: line.querySelector("a")?.textContent ?? "",
    place: all.indexOf(line) + 1,
    count: all.length,
  });
}
