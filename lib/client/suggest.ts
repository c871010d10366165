/**
 * Suggests whom one may mean by an "@", and what one may do by a slash, above the composer. The focus stays in
 * the box: `aria-activedescendant` says which suggestion Enter would take.
 */
import { get, openConversation } from "./page_facts.ts";
import { needSheet } from "./sheets.ts";
import { elementsOf } from "./trusted.ts";

/** The word behind an "@", up to where one writes. */
const WORD =
  /(?:^|[^\p{L}\p{M}\p{N}_+%/@])@((?:\p{L}[\p{L}\p{M}\p{Nd}._-]*)?)$/u;

/** What begins the box with a slash. */
const COMMAND = /^\/([a-z0-9_-]*)$/i;

/** Watches a composer. */
export function startSuggesting(form: HTMLFormElement): void {
  const box = form.querySelector("textarea")!;
  const said = document.createElement("p");
  said.className = "said";
  said.setAttribute("role", "status");
  const list = document.createElement("ul");
  list.className = "suggested";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  document.body.append(said, list);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  needSheet("suggest");
  let active = 0;
  let turn = 0;

  const options = () => [...list.children] as HTMLElement[];

  /** What is being typed, and the page that knows what it may become. */
  function typed(): { word: string; of: string } | undefined {
    const { selectionStart: at, selectionEnd: end, value } = box;
    if (at !== end) return undefined;
    const start = value.slice(0, at);
    const command = COMMAND.exec(start)?.[1];
    if (command !== undefined) return { word: command, of: "commands" };
    const word = WORD.exec(start)?.[1];
    return word === undefined ? undefined : { word, of: "mentions" };
  }

  function close(): void {
    turn++;
    list.hidden = true;
    list.replaceChildren();
    said.textContent = "";
    box.removeAttribute("aria-controls");
    box.removeAttribute("aria-activedescendant");
  }

  function mark(next: number): void {
    const all = options();
    active = (next + all.length) % all.length;
    all.forEach((one, i) => one.ariaSelected = String(i === active));
    const chosen = all[active]!;
    box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function place(): void {
    const { left, top, width } = form.getBoundingClientRect();
    list.style.left = `${left}px`;
    list.style.width = `${width}px`;
    list.style.bottom = `${document.documentElement.clientHeight - top}px`;
  }

  async function suggest(): Promise<void> {
    const what = typed();
    if (!what) return close();
    const mine = ++turn;
    const html = await get(
      `/conversations/${openConversation()}/${what.of}?q=${
        encodeURIComponent(what.word)
      }`,
    );
    if (mine !== turn || html === null) return;
    const found = elementsOf(html).querySelector<HTMLElement>("#suggested");
    const rows = [...found?.children ?? []];
    if (rows.length === 0 || document.activeElement !== box) return close();
    rows.forEach((row, i) => {
      row.id = `suggestion-${i}`;
      row.setAttribute("role", "option");
    });
    list.replaceChildren(...rows);
    list.ariaLabel = said.textContent = found?.dataset.said ?? "";
    list.hidden = false;
    box.setAttribute("aria-controls", list.id);
    place();
    mark(0);
  }

  function take(option: HTMLElement): void {
    const at = box.selectionStart;
    const from = at - (typed()?.word.length ?? 0);
    box.focus();
    box.setRangeText(`${option.dataset.word} `, from, at, "end");
    // For whoever keeps what is written.
    box.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  }

  // Before the composer's own keys: Enter sends where nothing is suggested.
  form.addEventListener("keydown", (event) => {
    if (list.hidden || event.target !== box || event.isComposing) return;
    const { key } = event;
    const by = { ArrowDown: 1, ArrowUp: -1 }[key];
    const takes = key === "Tab" || key === "Enter";
    if (event.shiftKey || by === undefined && !takes && key !== "Escape") {
      return;
    }
    const what = typed();
    // A command that is whole is meant: Enter sends it, as it does without the list.
    if (
      key === "Enter" && what?.of === "commands" &&
      options()[active]!.dataset.word === what.word
    ) return close();
    event.preventDefault();
    event.stopPropagation();
    if (by !== undefined) mark(active + by);
    else if (takes) take(options()[active]!);
    else close();
  }, { capture: true });
  list.addEventListener("pointerdown", (event) => {
    // The focus stays where one writes.
    event.preventDefault();
    const option = (event.target as Element).closest<HTMLElement>("li");
    if (option) take(option);
  });
  box.addEventListener("input", suggest);
  box.addEventListener("click", suggest);
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
  addEventListener("resize", close);
  suggest();
}
