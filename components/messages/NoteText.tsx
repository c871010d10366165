import { type Reader, useReader } from "@/lib/i18n/reader.ts";
import type { Note } from "@/lib/messages/model.ts";

/** What happened, in the reader's words. */
function wordsOf(note: Note, author: string, { t, list }: Reader): string {
  switch (note.what) {
    case "created":
      return t("message.note.created", { author });
    case "renamed":
      return t("message.note.renamed", {
        author,
        from: note.from,
        to: note.to,
      });
    case "described":
      return note.to
        ? t("message.note.described", { author, to: note.to })
        : t("message.note.undescribed", { author });
    case "added": {
      const count = note.count - note.names.length;
      return count > 0
        ? t("message.note.added_more", {
          author,
          names: note.names.join(", "),
          count,
        })
        : t("message.note.added", { author, names: list(note.names) });
    }
    case "removed":
      return t("message.note.removed", { author, name: note.name });
    case "left":
      return t("message.note.left", { author });
    default: {
      const unknown: never = note;
      return unknown;
    }
  }
}

/** Something that happened to the conversation, worded for whoever reads. */
export function NoteText({ note, author }: { note: Note; author: string }) {
  return <>{wordsOf(note, author, useReader())}</>;
}
