import { Face } from "@/components/controls/Face.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { sayPresence } from "@/components/people/PresenceWords.tsx";
import type { PresenceChanged, ProfileChanged } from "@/lib/accounts/events.ts";
import { dotOf } from "@/lib/accounts/presence_model.ts";
import type { Reader } from "@/lib/i18n/reader.ts";
import type { Frame } from "@/lib/live/frame.ts";
import { draw } from "@/routes/(_live)/draw.tsx";

/** News of somebody: their face as rows show it, or the dot and the words. */
export function renderPeople(
  event: ProfileChanged | PresenceChanged,
  reader: Reader,
): Frame {
  if (event.type === "presence-changed") {
    const { of: user, presence } = event;
    const dot = dotOf(presence) ?? "";
    return {
      event: "presence",
      about: {
        user,
        dot,
        words: sayPresence(reader, presence),
        // Lists say no more than the dot does.
        short: dot && reader.t(`people.presence.${dot}`),
      },
    };
  }
  const { id, name, username } = event.profile;
  return {
    event: "profile",
    about: { user: id, name: nameOf(name, reader.t), username },
    html: draw(reader, <Face {...event.profile} size="small" />),
  };
}
