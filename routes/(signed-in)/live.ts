import { listMemberships } from "@/lib/conversations/find.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { openLive } from "@/lib/live/stream.ts";
import { replayMissed } from "@/lib/messages/replay.ts";
import { renderLive } from "@/routes/(_live)/render_live.tsx";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The one live stream of a session: everything its user may hear. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { session, user, reader } = ctx.state;
    await takeToken("live", session.id);
    return openLive({
      session: session.id,
      user: user.id,
      reader,
      cursor: ctx.req.headers.get("last-event-id") ??
        ctx.url.searchParams.get("after"),
      render: renderLive,
      // Who does not show, does not see; the settings page promises it.
      skip: ({ type }) =>
        type === "receipt" && !user.shareReceipts ||
        type === "typing" && !user.shareTyping,
      replay: replayMissed,
      listConversationsOf: conversationsOf,
    });
  },
});

async function conversationsOf(user: string): Promise<string[]> {
  return (await listMemberships(user)).map(({ conversation }) => conversation);
}
