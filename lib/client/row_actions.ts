/**
 * Everything that can be done with a row, in the order of the toolbar. Whoever
 * adds something writes one line here, its words into `TOOLS` of
 * `lib/operations/client_phrases.ts`, and its way without script into
 * `components/messages/MessageLinks.tsx`.
 */
import type { IconName } from "@/components/controls/Drawings.ts";
import { answer } from "./answering.ts";
import { openThread } from "./page_facts.ts";
import type { Row } from "./row.ts";
import { copy, send, tell } from "./row_deeds.ts";
import { openForm } from "./row_dialog.ts";

/** One of them. */
export interface RowAction {
  /** The phrase on its button. */
  readonly label: string;
  readonly icon: IconName;
  /** Is it always in sight, or behind "more"? */
  readonly first?: true;
  readonly fits: (row: Row) => boolean;
  readonly run: (row: Row) => void;
}

const text = (row: Row) => row.isText;
const isPinned = ({ element }: Row) =>
  element.querySelector(".pinned") !== null;
const pin = ({ path }: Row, deed: "add" | "remove") =>
  send(`${path}/pin`, [["_action", deed]])
    .then((refused) => refused && tell(refused));
const ownText = (row: Row) => row.isText && row.mine;

export const ACTIONS: readonly RowAction[] = [
  {
    label: "message.reply",
    icon: "reply",
    first: true,
    fits: text,
    run: answer,
  },
  {
    label: "message.thread.open",
    icon: "thread",
    first: true,
    fits: (row) => text(row) && !openThread(),
    run: ({ conversation, seq }) =>
      location.assign(`/conversations/${conversation}/threads/${seq}`),
  },
  {
    label: "message.copy_text",
    icon: "copy",
    fits: text,
    run: ({ element }) =>
      copy(element.querySelector<HTMLElement>(".body")?.innerText ?? ""),
  },
  {
    label: "message.copy_link",
    icon: "link",
    fits: () => true,
    run: ({ path }) => copy(location.origin + path),
  },
  {
    label: "message.forward",
    icon: "forward",
    fits: (row) =>
      text(row) && !row.element.querySelector(".poll, .voice, .files"),
    run: ({ path }) => location.assign(`${path}/forward`),
  },
  {
    label: "message.save",
    icon: "bookmark",
    fits: text,
    run: ({ path }) => openForm(`${path}/saved`, "#save"),
  },
  {
    label: "message.pin",
    icon: "pin",
    fits: (row) => text(row) && !isPinned(row),
    run: (row) => pin(row, "add"),
  },
  {
    label: "message.unpin",
    icon: "pin",
    fits: isPinned,
    run: (row) => pin(row, "remove"),
  },
  {
    label: "inbox.waiting.unread_from",
    icon: "letter",
    fits: () => true,
    // Leads to the list: staying would read it again.
    run: ({ path }) =>
      send(`${path}/unread`, []).then((refused) => refused && tell(refused)),
  },
  {
    label: "message.reactions.title",
    icon: "people",
    fits: ({ element }) => element.querySelector(".reactions") !== null,
    run: ({ path }) => location.assign(`${path}/reactions`),
  },
  {
    label: "message.edit.title",
    icon: "pen",
    fits: ownText,
    run: ({ path }) => openForm(path, "#edit"),
  },
  {
    label: "message.card.remove",
    icon: "cross",
    fits: (row) => ownText(row) && !!row.element.querySelector(".card"),
    run: ({ path }) => openForm(path, "#card"),
  },
  {
    label: "message.delete.title",
    icon: "trash",
    fits: ownText,
    run: ({ path }) => openForm(path, "#delete"),
  },
];
