import { findConversation } from "@/lib/conversations/find.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";

/**
 * Takes a row off the framed log's screen. A page that only ever grows cannot
 * change what it has sent, but it can load one more style sheet: of an edited
 * message the newest row stays, of a deleted one none.
 */
export const handler = signedIn.handlers({
  async GET({ state, params, url }) {
    await findConversation(state.user, params.conversation!);
    const row = `#m-${seqOf(params)}`;
    const which = url.searchParams.has("deleted")
      // Its line above the answers goes with it.
      ? `${row},.quote[href$="${row}"]`
      : `${row}:has(~${row})`;
    return new Response(`${which}{display:none}`, {
      headers: { "content-type": "text/css; charset=utf-8" },
    });
  },
});
