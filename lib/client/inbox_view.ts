/** The list of conversations on the page: newest on top, previews, unread counts, the title. */
import { type Last, setUnread, showLast } from "./inbox_row.ts";
import { get, openConversation } from "./page_facts.ts";
import { elementsOf } from "./trusted.ts";

/** Newest number heard of in each conversation: the same news twice counts once. */
const heard = new Map<string, number>();
/** Rows on their way here. True: something was heard since, which the answer may not show. */
const asked = new Map<string, boolean>();

/** A message as the list shows it. */
export interface News extends Last {
  readonly conversation: string;
  readonly seq: number;
  /** Is the reader looking at it this moment? */
  readonly seen: boolean;
}

const list = () => document.querySelector<HTMLElement>(".rows");

function rowOf(conversation: string): HTMLElement | null {
  return list()?.querySelector(
    `[data-conversation-id="${CSS.escape(conversation)}"]`,
  ) ?? null;
}

/** Is this message new to the page? Asked once for each; a row that was fetched may know it already. */
export function isNews(conversation: string, seq: number): boolean {
  const last = Number(rowOf(conversation)?.dataset.last ?? 0);
  if (seq <= Math.max(last, heard.get(conversation) ?? 0)) return false;
  heard.set(conversation, seq);
  return true;
}

/** A conversation has a new message: its row shows it and goes to the top. */
export function showNews(news: News): void {
  outdate(news.conversation);
  const row = rowOf(news.conversation);
  if (!row) return void fetchRow(news.conversation);
  // The server knows what belongs into a folder.
  if (part()) fetchRow(news.conversation);
  showLast(row, news);
  const time = news.row.querySelector("time");
  if (time) {
    const shown = time.cloneNode(true) as HTMLElement;
    shown.removeAttribute("class");
    row.querySelector("time")?.replaceWith(shown);
  }
  row.dataset.last = String(news.seq);
  // Who writes has read what stands before it.
  if (news.mine) setUnread(row, 0);
  else if (!news.seen) setUnread(row, Number(row.dataset.unread ?? 0) + 1);
  // Moving an element takes its focus away, so a focused one stays.
  if (!row.matches("[data-pinned],:focus-within")) place(row);
  showCount();
}

/** Puts a row on top, below what is pinned. */
function place(row: HTMLElement): void {
  const rows = list();
  rows?.insertBefore(row, rows.querySelector("li:not([data-pinned])"));
}

/** Which part of the list the page shows, as its address says it. */
function part(): string {
  return list()?.dataset.part ?? "";
}

/** A message was edited or deleted: its text must not stay in the list. */
export function showAltered(news: Omit<News, "seen">): void {
  outdate(news.conversation);
  const row = rowOf(news.conversation);
  if (row && Number(row.dataset.last) === news.seq) showLast(row, news);
}

/** Sets how many are unread in a conversation. */
export function showUnread(
  conversation: string,
  count: number,
  mentions = 0,
): void {
  outdate(conversation);
  const row = rowOf(conversation);
  if (row) {
    if (mentions) row.dataset.mentions = "";
    else delete row.dataset.mentions;
    setUnread(row, count);
  } else if (mentions) fetchRow(conversation);
  if (part()) fetchRow(conversation);
  showCount();
}

/** Puts the number of conversations with something unread into the title. */
export function showCount(): void {
  const unread = list()?.querySelectorAll(
    '[data-unread]:not([data-unread="0"],[data-muted]:not([data-mentions]))',
  ).length;
  const bare = document.title.replace(/^\(\d+\) /, "");
  document.title = (unread ? `(${unread}) ` : "") + bare;
}

/** A row on its way here may have been drawn before this. */
function outdate(conversation: string): boolean {
  return asked.has(conversation) && !!asked.set(conversation, true);
}

/** Fetches a row that is not listed, or has changed its name. */
export async function fetchRow(conversation: string): Promise<void> {
  if (!list() || outdate(conversation)) return;
  asked.set(conversation, false);
  const html = await get(`/conversations?row=${conversation}&${part()}`);
  const outdated = asked.get(conversation);
  asked.delete(conversation);
  if (outdated) {
    fetchRow(conversation);
    // What is on the page has kept up meanwhile; the answer has not.
    if (rowOf(conversation)) return;
  }
  const fresh = html && elementsOf(html).querySelector<HTMLElement>(
    "[data-conversation-id]",
  );
  const known = rowOf(conversation);
  // An empty answer: this part of the list does not show it, or not any more.
  if (html === "") dropRow(conversation);
  if (!fresh || !list()) return;
  if (openConversation() === conversation) {
    fresh.querySelector(".row")?.setAttribute("aria-current", "page");
  }
  if (known) known.replaceWith(fresh);
  else {
    place(fresh);
    document.querySelector(".inbox > .empty")?.remove();
  }
  showCount();
}

/** The conversation is no longer the reader's. */
export function dropRow(conversation: string): void {
  rowOf(conversation)?.remove();
  showCount();
}

/** Shows who is typing in place of the last message; an empty text brings that back. */
export function showTypingIn(conversation: string, text: string): void {
  const last = rowOf(conversation)?.querySelector<HTMLElement>(".last");
  if (!last) return;
  if (text && last.dataset.typing === undefined) {
    last.dataset.typing = last.textContent ?? "";
    last.textContent = text;
  } else if (!text && last.dataset.typing !== undefined) {
    last.textContent = last.dataset.typing;
    delete last.dataset.typing;
  }
}
