/** The open conversation's log on the page: rows come, change, and older ones are fetched. */
import { morph } from "./morph.ts";
import { get } from "./page_facts.ts";
import { followQuoted } from "./quotes.ts";
import { needGone, needSheets } from "./sheets.ts";
import { keepMarks, type Told } from "./own_marks.ts";
import { elementsOf, pageOf } from "./trusted.ts";

const log = document.querySelector<HTMLElement>(".log");
/** Further from the end than this, the reader is reading history. */
const NEAR = 48;

const flow = () => log?.querySelector<HTMLElement>(".flow") ?? null;
const seqOf = (row: Element) => Number((row as HTMLElement).dataset.seq);

/** Is the newest message in sight? The log is laid out in reverse: its end is 0. */
export function isAtEnd(): boolean {
  return !!log && Math.abs(log.scrollTop) < NEAR && !hasNewer();
}

/** A page of the past does not end at the present: new rows do not belong on it. */
function hasNewer(): boolean {
  return !!log?.querySelector("a[rel=next]");
}

/** The newest number on the page. */
export function lastSeq(): number {
  const rows = flow()?.querySelectorAll(":scope > [data-seq]") ?? [];
  const last = rows[rows.length - 1];
  return last ? seqOf(last) : 0;
}

/** Changes the log so that what the reader looks at stays where it is. */
function keepPlace(change: () => void): void {
  if (!log || isAtEnd()) return change();
  const top = log.getBoundingClientRect().top;
  const seen = [...log.querySelectorAll("[data-seq]")].find((row) =>
    row.getBoundingClientRect().bottom > top
  );
  const before = seen?.getBoundingClientRect().top ?? 0;
  change();
  if (seen?.isConnected) {
    log.scrollTop += seen.getBoundingClientRect().top - before;
  }
}

/**
 * Puts the rows of a fragment on the page: a known one is changed in place, a
 * new one goes where its number belongs, together with the divider before it.
 * @param marks the reader's own reactions and votes, if they are told; else those on the
 * page stay. A row that is the reader's own answer says them itself: `null`
 */
export function upsertRows(
  html: string,
  mayAdd = true,
  marks?: Told | null,
): void {
  keepPlace(() => {
    let before: Element[] = [];
    for (const fresh of [...elementsOf(html).children]) {
      if (!(fresh as HTMLElement).dataset.seq) {
        before.push(fresh);
        continue;
      }
      const known = document.getElementById(fresh.id);
      needSheets(fresh);
      followQuoted(fresh);
      if (known?.hasAttribute("data-read")) tick(fresh as HTMLElement);
      if (marks !== null) keepMarks(known, fresh, marks);
      if (known) morph(known, fresh);
      else if (mayAdd && !hasNewer()) place(fresh, before);
      before = [];
    }
  });
}

function place(fresh: Element, before: Element[]): void {
  const rows = flow();
  if (!rows) return;
  let next: Element | null = rows.querySelector(":scope > [data-outbox]");
  let at = next ? next.previousElementSibling : rows.lastElementChild;
  while (at && !(seqOf(at) < seqOf(fresh))) {
    if (seqOf(at) > seqOf(fresh)) next = at;
    at = at.previousElementSibling;
  }
  for (const one of [...before, fresh]) rows.insertBefore(one, next);
  if (fresh.matches(".mine") && seqOf(fresh) <= seen) {
    tick(fresh as HTMLElement);
  }
}

/** Takes off the page what is gone for good. */
export function tellGone(detail: unknown): void {
  needGone().then(() =>
    dispatchEvent(new CustomEvent("parley:gone", { detail }))
  );
}

/** The highest number somebody else is known to have read. */
let seen = 0;

/**
 * Marks one's own messages up to a number as read by somebody; those, too, whose
 * row comes only after the reader's receipt did.
 */
export function markSeen(seq: number): void {
  seen = Math.max(seen, seq);
  const rows = flow()?.querySelectorAll<HTMLElement>(
    ":scope > .mine:not([data-read])",
  );
  for (const row of rows ?? []) {
    if (seqOf(row) <= seq) tick(row);
  }
}

/** An event's row knows nothing of receipts: whoever has read it has read it still. */
function tick(row: HTMLElement): void {
  row.dataset.read = "";
  const label = log?.dataset.labelRead ?? "";
  row.querySelector(".ticks")?.setAttribute("aria-label", label);
}

/** Fetches the page before this one and puts it above, without a jump. */
async function loadOlder(link: HTMLAnchorElement): Promise<void> {
  if (link.ariaBusy) return;
  link.ariaBusy = "true";
  const html = await get(link.href);
  const page = html && pageOf(html);
  const older = page && (page.querySelector(".flow") ?? page.body);
  const rows = flow();
  if (!older || !rows) return location.assign(link.href);
  for (const one of [...older.children]) {
    if (one.matches("[data-seq]") && document.getElementById(one.id)) {
      one.remove();
    }
  }
  older.querySelector("a[rel=next]")?.closest(".turn")?.remove();
  // The log is a live region: what is old is not said as news.
  log?.setAttribute("aria-live", "off");
  keepPlace(() => {
    (link.closest(".turn") ?? link).remove();
    rows.prepend(...older.childNodes);
  });
  setTimeout(() => log?.setAttribute("aria-live", "polite"), 500);
  watchOlder();
}

function watchOlder(): void {
  const link = log?.querySelector<HTMLAnchorElement>("a[rel=prev]");
  if (!link || typeof IntersectionObserver !== "function") return;
  const watcher = new IntersectionObserver(([entry]) => {
    // A log that is not full yet shows its link at once: only scrolling asks for more.
    if (!entry?.isIntersecting || !log?.scrollTop) return;
    watcher.disconnect();
    loadOlder(link);
  }, { root: log, rootMargin: "600px 0px 0px" });
  watcher.observe(link);
}

/** Lets the link to older messages fetch them, by a click or by scrolling to it; begins at the first unread one. */
export function startHistory(): void {
  // The log opens at its end; an address that names a place has gone there.
  if (!location.hash) {
    document.getElementById("new")?.scrollIntoView({ block: "center" });
  }
  if (log) needSheets(log);
  log?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(
      "a[rel=prev]",
    );
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    loadOlder(link);
  });
  watchOlder();
}

/** Calls back whenever the reader may have come to the end of the log. */
export function onScrolled(then: () => void): void {
  log?.addEventListener("scroll", then, { passive: true });
}
