/** Makes a signed-in page live: rows, list, typing, ticks, and the line that says the connection is gone. */
import {
  dropRow,
  fetchRow,
  isNews,
  showAltered,
  showCount,
  showNews,
  showUnread,
} from "../inbox_view.ts";
import { awaitKeys } from "../keys.ts";
import { showConnection } from "../connection_bar.ts";
import type { LiveMessage } from "../live_core.ts";
import { listen } from "../live_source.ts";
import { markSeen, startHistory, tellGone, upsertRows } from "../log_view.ts";
import {
  fact,
  isLivePage,
  openConversation,
  openThread,
} from "../page_facts.ts";
import { showPresence, showProfile, startPresence } from "../people_view.ts";
import { isLooking, noteReading, startReading } from "../reading.ts";
import { refreshPage, whenQuiet } from "../refresh.ts";
import { elementsOf } from "../trusted.ts";
import { awaitTools } from "../await_tools.ts";
import { endTyping, showTyping } from "../typing_view.ts";

/** The plain facts of an event; see `Frame.about` on the server. */
interface About {
  conversation: string;
  seq: number;
  author: string;
  user: string;
  name: string;
  unread: number;
  mentions: number;
  change: string;
  reason: string;
  dot: string;
  words: string;
  short: string;
  of: string;
  thread?: number;
  silent?: boolean;
  reactions: string;
  votes: string;
}

let cursor = fact("cursor");
const me = fact("me");

function take(message: LiveMessage): void {
  if ("state" in message) {
    const open = message.state === "open";
    // What waits to be sent can go now.
    if (open) dispatchEvent(new Event("parley:open"));
    return showConnection(open);
  }
  const end = message.data.indexOf("\n");
  const about: About = JSON.parse(
    end < 0 ? message.data || "{}" : message.data.slice(0, end),
  );
  const html = end < 0 ? "" : message.data.slice(end + 1);
  whenQuiet(() => {
    handle(message.event, about, html);
    if (message.id && message.id > cursor) cursor = message.id;
  });
}

function handle(event: string, about: About, html: string): void {
  const { conversation } = about;
  const here = conversation === openConversation();
  const marks = about.of === me ? about : undefined;
  if (event === "message") {
    endTyping(conversation, about.author);
    const there = here && (about.thread ?? 0) === openThread();
    if (there) whenSent(about, () => upsertRows(html, true, marks));
    if (there) noteReading();
    if (about.thread) return;
    const row = elementsOf(html).querySelector("[data-seq]");
    if (!row || !isNews(conversation, about.seq)) return;
    const mine = about.author === me;
    // What its reader wants no notice of counts as seen.
    const seen = about.silent || there && isLooking();
    showNews({ conversation, seq: about.seq, mine, row, seen });
  } else if (event === "alter") {
    if (here) upsertRows(html, false, marks);
    const row = elementsOf(html).querySelector("[data-seq]");
    const mine = about.author === me;
    if (row) showAltered({ conversation, seq: about.seq, mine, row });
  } else if (event === "gone") tellGone(about);
  else if (event === "typing") {
    showTyping(conversation, about.user, about.name);
  } else if (event === "receipt" && here && !openThread()) markSeen(about.seq);
  else if (event === "inbox") showWaiting(about, here);
  else if (event === "place") refreshPage(false, true);
  else if (event === "conversation") changed(about, here);
  else if (event === "security" || event === "notice") {
    if (!here || !isLooking()) showNotice();
  } else if (event === "profile") showProfile(about.user, about.name, html);
  else if (event === "presence") showPresence(about);
  else if (event === "reset") refreshPage(true).then(moveTo);
  else if (event === "bye") leave(about.reason);
}

/** What is in sight is seen in a moment; else the list and the line above it follow. */
function showWaiting(
  { conversation, unread, mentions }: About,
  here: boolean,
): void {
  if (mentions && here && isLooking()) return;
  showUnread(conversation, unread, mentions);
  if (document.querySelector('.notices [href="/notices"]')) refreshPage(false);
}

/** A sign-in that was perhaps not one's own must be heard, too: only now is its place one that speaks. */
function showNotice(): void {
  document.querySelector(".notices")?.setAttribute("role", "status");
  refreshPage(false);
}

/** A fetch still to come shows all that changes until then. */
let soon: ReturnType<typeof setTimeout> | undefined;

/** Somebody came, went, or the name is new. */
function changed({ conversation, change, user }: About, here: boolean): void {
  if (change === "member-removed" && user === me) {
    dropRow(conversation);
    if (here) location.assign("/conversations");
    return;
  }
  if (change !== "member-removed") fetchRow(conversation);
  // In a big group everybody would ask at once.
  const about = document.querySelector<HTMLElement>("[data-live]")?.dataset;
  if (here || about?.live === conversation) {
    soon ??= setTimeout(() => {
      soon = undefined;
      refreshPage(false);
    }, Math.random() * 2_000);
  }
}

/** One's own row waits while its pending twin is on its way, so that it never shows twice. */
function whenSent(about: About, then: () => void): void {
  const twin = document.querySelector('[data-outbox] [data-state="pending"]');
  if (about.author !== me || !twin) return then();
  setTimeout(() => {
    // The answer has put it there meanwhile; an edit or a tick since then is newer.
    if (!document.getElementById(`m-${about.seq}`)) then();
  }, 1_500);
}

function moveTo(fresh: string): void {
  if (fresh > cursor) cursor = fresh;
}

function leave(reason: string): void {
  // The server leads to the sign-in page and back; what was typed is kept. A
  // form of this very page that ended the session is answered before that.
  if (reason === "signed-out") setTimeout(() => location.reload(), 300);
}

function rememberZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || document.cookie.includes(`tz=${encodeURIComponent(zone)}`)) {
    return;
  }
  document.cookie = `tz=${
    encodeURIComponent(zone)
  }; path=/; max-age=31536000; samesite=lax`;
}

if (isLivePage) {
  rememberZone();
  startHistory();
  startReading();
  showCount();
  startPresence();
  awaitTools();
  awaitKeys();
  // The composer hands over the server's row for what it has sent.
  addEventListener("parley:row", (event) => {
    event.preventDefault();
    upsertRows((event as CustomEvent<string>).detail, true, null);
    noteReading();
  });
  const wake = listen({
    url: "/live",
    worker: fact("worker") || "/live_worker.js",
    fallback: fact("fallback") || "/live_tab.js",
    user: me,
    cursor: () => cursor,
    on: take,
  });
  addEventListener("online", wake);
  const look = () => document.hidden || wake();
  document.addEventListener("visibilitychange", look);
}
