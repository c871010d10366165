import { nameOf } from "@/components/people/Named.ts";
import { sayMinutes } from "@/components/conversations/Spans.ts";
import { type Reader, useReader } from "@/lib/i18n/reader.ts";
import type { Note } from "@/lib/messages/model.ts";

/** What happened, in the reader's words. */
function wordsOf(note: Note, by: string, { t, list }: Reader): string {
  const author = nameOf(by, t);
  const named = (name: string) => name || t("people.deleted_within");
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
          names: note.names.map(named).join(", "),
          count,
        })
        : t("message.note.added", {
          author,
          names: list(note.names.map(named)),
        });
    }
    case "removed":
      return t("message.note.removed", { author, name: named(note.name) });
    case "owner":
      return t("message.note.owner", { name: nameOf(note.name, t) });
    case "role":
      return t(`message.note.role.${note.to}`, {
        author,
        name: named(note.name),
      });
    case "set":
      return t(`message.note.set.${note.to}`, { author });
    case "timer":
      return note.minutes > 0
        ? t("retention.note.timer", {
          author,
          span: sayMinutes(note.minutes, t),
        })
        : t("retention.note.timer_off", { author });
    case "retention":
      return note.days > 0
        ? t("retention.note.rule", { author, count: note.days })
        : t("retention.note.rule_off", { author });
    case "reworded":
      return t("message.note.reworded", { author });
    case "joined":
      return t("message.note.joined", { author });
    case "pinned":
      return t("message.note.pinned", { author });
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
