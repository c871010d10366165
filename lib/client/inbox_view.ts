/** The list of conversations on the page: newest on top, previews, unread counts, the title. */
import { get, openConversation, say } from "./page_facts.ts";
import { lineOf } from "./quotes.ts";
import { elementsOf } from "./trusted.ts";

/** Newest number heard of in each conversation: the same news twice counts once. */
const heard = new Map<string, number>();
const asked = new Set<string>();
const counted = new Map<string, number>();

/** A message as the list shows it. */
export interface News {
  readonly conversation: string;
  readonly seq: number;
  readonly mine: boolean;
  /** The row on the log, of which the list shows text and time. */
  readonly row: Element;
  /** Is the reader looking at it this moment? */
  readonly seen: boolean;
}

const list = () => document.querySelector<HTMLElement>(".rows");

function rowOf(conversation: string): HTMLElement | null {
  return list()?.querySelector(
    `[data-conversation-id="${CSS.escape(conversation)}"]`,
  ) ?? null;
}

/** Is this message new to the page? Asked once for each. */
export function isNews(conversation: string, seq: number): boolean {
  if (seq <= (heard.get(conversation) ?? 0)) return false;
  heard.set(conversation, seq);
  return true;
}

/** A conversation has a new message: its row shows it and goes to the top. */
export function showNews(news: News): void {
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
  const row = rowOf(news.conversation);
  if (row && Number(row.dataset.last) === news.seq) showLast(row, news);
}

function showLast(row: Element, news: Pick<News, "mine" | "row">): void {
  const last = row.querySelector<HTMLElement>(".last");
  if (!last) return;
  delete last.dataset.typing;
  last.replaceChildren(...preview(row, news));
}

/** Who and what, in the markup of the server's own row. */
function preview(
  row: Element,
  { mine, row: message }: Pick<News, "mine" | "row">,
): (Node | string)[] {
  if (message.querySelector(".gone")) return [say("inbox.deleted")];
  const what = span("cut", lineOf(message));
  what.dir = "auto";
  const isNote = message.querySelector(".note");
  const name = message.querySelector(".author")?.textContent?.trim();
  if (!name || isNote || !(mine || row.querySelector(".face.group"))) {
    return [what];
  }
  const by = mine
    ? say("inbox.mine")
    : say("inbox.by", { name: name.split(/\s+/)[0]! });
  return [span("by cut", by), " ", what];
}

/** Sets how many are unread in a conversation. */
export function showUnread(
  conversation: string,
  count: number,
  mentions = 0,
): void {
  const row = rowOf(conversation);
  if (row) {
    if (mentions) row.dataset.mentions = "";
    else delete row.dataset.mentions;
    setUnread(row, count);
  } else if (mentions) fetchRow(conversation);
  // A row on its way here may have been drawn before this.
  if (asked.has(conversation)) counted.set(conversation, count);
  if (part()) fetchRow(conversation);
  showCount();
}

function setUnread(row: HTMLElement, count: number): void {
  row.dataset.unread = String(count);
  const link = row.querySelector("a.row");
  const path = link?.getAttribute("href")?.replace(/#.*/, "") ?? "";
  link?.setAttribute("href", path + (count > 0 ? "#new" : ""));
  row.querySelector(".badge")?.remove();
  if (count === 0) return;
  const badge = span("badge");
  const shown = span(
    "",
    ("mentions" in row.dataset ? "@" : "") +
      Math.min(count, 999).toLocaleString(document.documentElement.lang),
  );
  shown.ariaHidden = "true";
  badge.append(shown, span("said", say("inbox.unread", { count })));
  link?.append(badge);
}

function span(name: string, text = ""): HTMLElement {
  const made = document.createElement("span");
  if (name) made.className = name;
  made.textContent = text;
  return made;
}

/** Puts the number of conversations with something unread into the title. */
export function showCount(): void {
  const unread = list()?.querySelectorAll(
    '[data-unread]:not([data-unread="0"],[data-muted]:not([data-mentions]))',
  ).length;
  const bare = document.title.replace(/^\(\d+\) /, "");
  document.title = (unread ? `(${unread}) ` : "") + bare;
}

/** Fetches a row that is not listed, or has changed its name. */
export async function fetchRow(conversation: string): Promise<void> {
  if (!list() || asked.has(conversation)) return;
  asked.add(conversation);
  const html = await get(`/conversations?row=${conversation}&${part()}`);
  asked.delete(conversation);
  const count = counted.get(conversation);
  counted.delete(conversation);
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
  if (count !== undefined) setUnread(fresh, count);
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
