import type { FreshContext } from "fresh";
import { betweensHere, findBetweens } from "@/lib/accounts/between.ts";
import { listMemberships } from "@/lib/conversations/find.ts";
import { readableHere } from "@/lib/conversations/history.ts";
import type { OpenOptions } from "@/lib/live/stream.ts";
import { seeAs } from "@/lib/messages/readable.ts";
import { replayMissed } from "@/lib/messages/replay.ts";
import { renderLive } from "@/routes/(_live)/render_live.tsx";
import { seeAsGuest } from "@/routes/(_live)/see_as_guest.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** What a session hears, whatever carries it. */
export function openOptions(
  { state, req, url }: FreshContext<SignedInState>,
): OpenOptions {
  const { session, user, reader } = state;
  const see = seeAsGuest(
    user,
    seeAs(user.id, readableHere(), betweensHere()),
  );
  return {
    session: session.id,
    user: user.id,
    reader,
    cursor: req.headers.get("last-event-id") ?? url.searchParams.get("after"),
    render: renderLive,
    // Who does not show, does not see; the settings page promises it.
    see: (event) =>
      event.type === "receipt" && !user.shareReceipts ||
        event.type === "typing" && !user.shareTyping
        ? null
        : see(event),
    replay: replayMissed,
    listConversationsOf: async (id) => {
      // Known before the first event is looked at.
      await findBetweens(id);
      return (await listMemberships(id)).map((one) => one.conversation);
    },
  };
}
