/** Tells the server how far the reader has read, when the end of the log was really in sight. */
import { showUnread } from "./inbox_view.ts";
import { isAtEnd, lastSeq, onScrolled } from "./log_view.ts";
import { openConversation, openThread, post } from "./page_facts.ts";

const EVERY = 2_000;
let told = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Is the reader looking at the newest message now? */
export function isLooking(): boolean {
  return document.visibilityState === "visible" && isAtEnd();
}

/** Something new is in sight, or the reader came back to it. At most one post in two seconds. */
export function noteReading(): void {
  if (!isLooking() || lastSeq() <= told || timer !== undefined) return;
  tell();
  timer = setTimeout(() => {
    timer = undefined;
    noteReading();
  }, EVERY);
}

function tell(): void {
  const conversation = openConversation();
  if (!conversation) return;
  told = lastSeq();
  const thread = openThread();
  const path = `/conversations/${conversation}`;
  post(`${path}${thread ? `/threads/${thread}` : ""}/read`, {
    seq: String(told),
  });
  if (!thread) showUnread(conversation, 0);
}

/** The page's own request has noted what it shows, unless it was fetched before anybody looked. */
function wasFetchedAhead(): boolean {
  const [how] = performance.getEntriesByType("navigation") as {
    activationStart?: number;
    deliveryType?: string;
  }[];
  return !!how?.activationStart || !!how?.deliveryType?.includes("prefetch");
}

/** Starts noticing. */
export function startReading(): void {
  if (!wasFetchedAhead()) told = lastSeq();
  onScrolled(noteReading);
  document.addEventListener("visibilitychange", noteReading);
  noteReading();
}
