import type { ComponentChildren } from "preact";
import { Bubble } from "@/components/messages/Bubble.tsx";
import type { SendState } from "@/components/messages/Ticks.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import { type ShownMessage, startsGroup } from "@/lib/messages/model.ts";

/** What decides how a row looks, besides the message. */
export interface RowProps {
  message: ShownMessage;
  /** Did the reader write it? */
  mine: boolean;
  /** Has anybody else read it? Only shown on one's own. */
  read?: boolean;
  state?: SendState;
  /** Ties a row in flight to the one the server sends. */
  clientId?: string;
  /** Marks the message a permalink is about. */
  here?: boolean;
  /** Stands in the place of a bubble: what happened to the conversation. */
  note?: ComponentChildren;
  /** Its author's, where a run of theirs begins. */
  face?: ComponentChildren;
  /** What it answers, above its words. */
  head?: ComponentChildren;
  /** What hangs on it, at the end of its bubble. */
  foot?: ComponentChildren;
  /** Shown under a row that could not be sent. */
  children?: ComponentChildren;
}

/**
 * The frame of every message row, and all of one in flight: that is one's own
 * text and nothing hangs on it, so the composer's script carries nothing to draw
 * faces, notes and the like. One element
 * with one id, so that a row is replaced by its id; the day's name belongs to
 * the row that starts the day.
 */
export function BareRow(props: RowProps) {
  const { message, mine, read = false, state = "sent", here = false } = props;
  const { day, sameDay } = useReader();
  const { previous } = message;
  const newDay = previous === null || !sameDay(previous.at, message.at);
  const first = newDay || startsGroup(message);
  const isNote = message.kind === "note";
  const classes = ["message"];
  if (first) classes.push("first");
  if (mine && !isNote) classes.push("mine");
  return (
    <article
      class={classes.join(" ")}
      id={`m-${message.seq || message.id}`}
      data-message-id={idOf(message)}
      data-seq={message.seq}
      data-author={message.author.id}
      data-hue={mine || isNote ? undefined : message.author.hue}
      data-client-id={props.clientId}
      data-state={mine && !isNote ? state : undefined}
      data-read={mine && !isNote && read ? "" : undefined}
      data-here={here ? "" : undefined}
    >
      {newDay && <h2 class="day">{day(message.at)}</h2>}
      {props.note ?? (
        <>
          {first && !mine && props.face}
          <Bubble
            message={message}
            mine={mine}
            read={read}
            state={state}
            head={props.head}
            foot={props.foot}
          />
        </>
      )}
      {props.children}
    </article>
  );
}

/**
 * Names a message for scripts. Made of what the page repeats anyway: a random id
 * per row would be the one part of it that does not compress.
 */
function idOf({ conversation, seq, id }: ShownMessage): string {
  return seq > 0 ? `${conversation}.${seq}` : id;
}
