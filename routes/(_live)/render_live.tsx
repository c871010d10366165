import { MessageRow } from "@/components/messages/MessageRow.tsx";
import type { Reader } from "@/lib/i18n/reader.ts";
import type { LiveEvent } from "@/lib/live/events.ts";
import type { Frame, Render } from "@/lib/live/frame.ts";
import type { OwnMarks } from "@/lib/messages/events.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { showNote } from "@/lib/messages/show.ts";
import { draw } from "@/routes/(_live)/draw.tsx";
import { renderOwn } from "@/routes/(_live)/render_own.ts";
import { renderPeople } from "@/routes/(_live)/render_people.tsx";

/** A live event as streams carry it: the same row a page draws, and the plain facts beside it. */
export const renderLive: Render = (event, { reader, own }) => {
  switch (event.type) {
    case "message-added": {
      const { message, marks, silent } = event;
      const frame = frameOf("message", message, reader, own, marks);
      return silent ? { ...frame, about: { ...frame.about, silent } } : frame;
    }
    case "message-changed":
      return frameOf("alter", event.message, reader, own, event.marks);
    case "messages-removed": {
      const seqs = event.seqs.join(" ");
      return { event: "gone", about: { ...placeOf(event), seqs } };
    }
    case "note-added": {
      const { entry, author, previous } = event;
      const note = showNote(entry, author, previous);
      return frameOf("message", note, reader, own);
    }
    case "typing": {
      const { id, name } = event.profile;
      return { event: "typing", about: { ...placeOf(event), user: id, name } };
    }
    case "receipt": {
      const { user, seq } = event;
      return { event: "receipt", about: { ...placeOf(event), user, seq } };
    }
    case "member-added":
    case "member-removed": {
      const about = { ...placeOf(event), change: event.type, user: event.user };
      return { event: "conversation", about };
    }
    case "conversation-changed": {
      const about = { ...placeOf(event), change: event.type };
      return { event: "conversation", about };
    }
    case "read-elsewhere":
    case "mentions-changed":
    case "place-changed":
    case "security-event":
    case "notice-raised":
      return renderOwn(event);
    case "profile-changed":
    case "presence-changed":
      return renderPeople(event, reader);
    case "session-ended":
      return null; // The stream itself ends, with its own farewell.
    default: {
      const unknown: never = event;
      throw new Error(`Unknown live event ${JSON.stringify(unknown)}`);
    }
  }
};

function frameOf(
  event: Frame["event"],
  message: ShownMessage,
  reader: Reader,
  own: boolean,
  marks?: OwnMarks,
): Frame {
  const { conversation, seq, author } = message;
  return {
    event,
    about: {
      conversation,
      seq,
      author: author.id,
      ...message.inThread !== undefined && { thread: message.inThread },
      // Who is meant marks these as their own; all others keep their marks.
      ...marks && {
        of: marks.of,
        ...marks.reactions && { reactions: marks.reactions.join(" ") },
        ...marks.votes && { votes: marks.votes.join(" ") },
      },
    },
    html: draw(reader, <MessageRow message={message} mine={own} />),
  };
}

function placeOf(
  event: Extract<LiveEvent, { audience: { conversation: string } }>,
): { conversation: string } {
  return { conversation: event.audience.conversation };
}
