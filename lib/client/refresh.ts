/** Fetches the page anew and makes this one equal to it, keeping focus and what was typed. */
import { showCount } from "./inbox_view.ts";
import { morphChildren } from "./morph.ts";
import { get } from "./page_facts.ts";
import { pageOf } from "./trusted.ts";

/** What of a page follows the server; never what is being written. */
const FRAME = [".notices", ".pane-head", ".about", ".start", "[data-live]"];
const ROWS = [".rows", ".parts", ...FRAME];
const ALL = [...ROWS, ".flow"];

/** Ends when nothing is being fetched any more. Never rejects. */
let quiet: Promise<unknown> = Promise.resolve();

/**
 * Does something once everything asked for so far stands on the page: what
 * came live while a page was on its way would be lost under it.
 */
export function whenQuiet(then: () => void): void {
  quiet.then(then);
}

/**
 * One after another: of two on their way at once, the older could come last.
 * @param all also the list and the log, after a gap that could not be replayed
 * @param rows also the list
 * @returns the cursor of the fetched page
 */
export function refreshPage(all: boolean, rows = false): Promise<string> {
  const done = quiet.then(() => refresh(all, rows));
  quiet = done.catch(() => {});
  return done;
}

async function refresh(all: boolean, rows: boolean): Promise<string> {
  const html = await get(location.href, false, !all);
  // Not ours any more, or a redirect: the server says what comes instead.
  if (html === null) {
    if (all && navigator.onLine) location.reload();
    return "";
  }
  const fresh = pageOf(html);
  document.title = fresh.title;
  for (const part of all ? ALL : rows ? ROWS : FRAME) {
    const old = document.querySelector(part);
    const next = fresh.querySelector(part);
    if (!old || !next) continue;
    // What is still being sent is on no server's page.
    const outbox = old.querySelector(":scope > [data-outbox]");
    outbox?.remove();
    morphChildren(old, next);
    if (outbox) old.append(outbox);
  }
  // Of the composer, only what it calls the conversation.
  const [box, named] = [document, fresh].map((page) =>
    page.querySelector<HTMLTextAreaElement>("[data-composer] textarea")
  );
  if (box && named) box.placeholder = named.placeholder;
  showCount();
  return fresh.querySelector<HTMLElement>("[data-cursor]")?.dataset.cursor ??
    "";
}
