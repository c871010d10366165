/** The search and the list of keys over any page. Loaded when a key asks for it; the words are those of their own pages. */
import { get, openConversation, say } from "../page_facts.ts";
import { needSheet } from "../sheets.ts";
import { elementsOf, pageOf } from "../trusted.ts";

/** After the last letter; and again when the server was asked too often. */
const PAUSE = 250;
const AGAIN = 1_200;

let dialog: HTMLDialogElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

addEventListener("parley:key", (event) => {
  const key = (event as CustomEvent<string>).detail;
  const here = document.querySelector<HTMLInputElement>("main #field-q");
  if (key !== "?" && here) {
    here.focus();
    here.select();
  } else if (key === "?") open("/keys", ".page-body");
  else {
    // The slash looks here first, the other key everywhere.
    const place = key === "/" && openConversation();
    open(place ? `/search?in=${place}` : "/search", ".page-body");
  }
});

async function open(path: string, selector: string): Promise<void> {
  dialog?.close();
  const html = await get(path, false, true);
  const page = html && pageOf(html);
  const part = page && page.querySelector(selector);
  if (!part) return location.assign(path);
  needSheet("pages");
  const made = dialog = document.createElement("dialog");
  made.className = "jump";
  made.setAttribute("aria-label", page.querySelector("h1")?.textContent ?? "");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "icon";
  close.textContent = "×";
  close.title = say("common.close");
  close.setAttribute("aria-label", close.title);
  close.addEventListener("click", () => made.close());
  made.append(part, close);
  made.addEventListener("close", () => {
    clearTimeout(timer);
    made.remove();
    if (dialog === made) dialog = null;
  });
  made.addEventListener("click", (event) => {
    const { target } = event;
    // A place on this very page: nothing is loaded that would take it away.
    if (target === made || (target as Element).closest("a")) made.close();
  });
  made.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE, made);
  });
  made.addEventListener("keydown", move);
  document.body.append(made);
  made.showModal();
  made.querySelector<HTMLInputElement>("#field-q")?.focus();
}

/** Shows what answers to what stands in the box now. */
async function look(within: HTMLDialogElement): Promise<void> {
  const form = within.querySelector<HTMLFormElement>("form[role=search]");
  if (!form) return;
  const asked = () => String(new URLSearchParams(fieldsOf(form)));
  const query = asked();
  const answer = await fetch(`/search?${query}`, {
    headers: { "x-fragment": "1" },
  }).catch(() => null);
  if (query !== asked() || dialog !== within) return;
  if (!answer || answer.redirected || answer.status === 429) {
    timer = setTimeout(look, AGAIN, within);
    return;
  }
  const html = await answer.text();
  const results = within.querySelector("#results");
  if (query === asked()) results?.replaceWith(elementsOf(html));
}

function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)] as [string, string][];
}

/** Up and down lead from the box through everything that was found. */
function move(event: KeyboardEvent): void {
  if (event.key === "Escape" && !event.isComposing) {
    // A search box would only empty itself.
    event.preventDefault();
    return dialog?.close();
  }
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !dialog) return;
  const all = [
    ...dialog.querySelectorAll<HTMLElement>("#field-q, #results a"),
  ];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  all.at((at + by) % all.length)?.focus();
}
