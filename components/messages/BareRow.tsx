import type { ComponentChildren } from "preact";
import { Face } from "@/components/controls/Face.tsx";
import { Bubble } from "@/components/messages/Bubble.tsx";
import { NoteText } from "@/components/messages/NoteText.tsx";
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
  /** What it answers, above its words. */
  head?: ComponentChildren;
  /** What hangs on it, at the end of its bubble. */
  foot?: ComponentChildren;
  /** Shown under a row that could not be sent. */
  children?: ComponentChildren;
}

/**
 * The frame of every message row, and all of one in flight: nothing hangs on
 * that yet, so the composer's script carries nothing to draw it. One element
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
      {isNote ? <Happened message={message} /> : (
        <>
          {first && !mine && (
            <Face {...message.author} hue={undefined} size="small" />
          )}
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

function Happened({ message }: { message: ShownMessage }) {
  const { iso, time } = useReader();
  if (!message.note) return null;
  return (
    <>
      <p class="note" dir="auto">
        <NoteText note={message.note} author={message.author.name} />
      </p>
      {/* For the ear, and for the list of conversations beside the log. */}
      <time class="said" datetime={iso(message.at)}>
        {time(message.at)}
      </time>
    </>
  );
}
