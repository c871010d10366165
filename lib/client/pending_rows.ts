/** Where rows on their way stand on the page, and how they give way to the server's. */

import type { Profile } from "@/lib/accounts/model.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import type { Waiting } from "./waiting.ts";
import { plainHtml } from "./send_message.ts";
import { trustedHtml } from "./trusted.ts";

/** The end of the log, after everything the server has. */
export interface OutboxPlace {
  readonly element: HTMLElement;
  /** Who wrote the last row before it: decides whether a group goes on. */
  readonly before: string;
  showEnd(): void;
}

/** Finds the place, or makes it. Null on a page without a log. */
export function outboxPlace(): OutboxPlace | null {
  const flow = document.querySelector<HTMLElement>(".flow");
  if (!flow) return null;
  let element = flow.querySelector<HTMLElement>(":scope > [data-outbox]");
  if (!element) {
    element = document.createElement("div");
    element.dataset.outbox = "";
    flow.append(element);
  }
  const rows = flow.querySelectorAll<HTMLElement>(":scope > [data-author]");
  return {
    element,
    before: rows[rows.length - 1]?.dataset.author ?? "",
    showEnd() {
      const log = flow.closest(".log");
      if (log) log.scrollTop = 0;
    },
  };
}

/**
 * A waiting message as a row draws it: its text plain until the server's own
 * row takes its place. `before` wrote the row above it.
 */
export function pendingMessage(
  { clientId, conversation, text, at }: Waiting,
  me: Profile,
  before: string,
): ShownMessage {
  return {
    seq: 0,
    id: clientId,
    conversation,
    author: me,
    at,
    kind: "text",
    html: trustedHtml(plainHtml(text)),
    text,
    previous: { author: before, at, kind: "text" },
  };
}

/** Does the page end before the newest message? */
export function isPast(): boolean {
  return document.querySelector(".log a[rel=next]") !== null;
}

/** Hands the server's row to the stream script. Without that script the page is fetched anew. */
export function showSent(html: string): void {
  const event = new CustomEvent("parley:row", {
    detail: html,
    cancelable: true,
  });
  if (html && dispatchEvent(event)) location.reload();
}
