import type { Entry, InNote } from "@/lib/conversations/model.ts";

/** A note without somebody's name, or without the words they chose. Null: nothing of theirs is in it. */
export function eraseFromNote(entry: Entry, what: InNote): Entry | null {
  if (!("note" in entry.body)) return null;
  const { note } = entry.body;
  const as = (changed: typeof note): Entry => ({
    ...entry,
    body: { note: changed },
  });
  switch (note.what) {
    case "added": {
      if (!("name" in what)) return null;
      const names = note.names.map((name, i) => i === what.name ? "" : name);
      return as({ ...note, names });
    }
    case "removed":
    case "owner":
    case "role":
      return "name" in what ? as({ ...note, name: "" }) : null;
    case "described":
      return "words" in what ? as({ what: "reworded" }) : null;
    // The name of a group is the group's.
    case "renamed":
    case "created":
    case "left":
    case "joined":
    case "pinned":
    case "set":
    case "timer":
    case "retention":
    case "reworded":
      return null;
    default: {
      const unknown: never = note;
      return unknown;
    }
  }
}
