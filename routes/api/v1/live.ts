import type { FreshContext } from "fresh";
import { Forbidden, SignedOut } from "@/lib/errors.ts";
import { ownOrigin } from "@/lib/http/csrf.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";
import { openLiveSocket } from "@/lib/live/socket.ts";
import { openOptions } from "@/routes/(_live)/open_options.ts";
import { define, type SignedInState } from "@/routes/(_state)/define.ts";

/** The session's stream over a WebSocket: the same events in the same order. */
export const handler = define.handlers({
  async GET(ctx) {
    const { state, req } = ctx;
    if (!state.user || !state.session) {
      throw new SignedOut({ key: "error.signed_out" });
    }
    if (req.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      throw new RequestProblem(400, { key: "error.upgrade" });
    }
    // A browser sends its cookies along with any site's socket and asks nobody:
    // only the origin tells ours from theirs. Programs send none.
    const origin = req.headers.get("origin");
    if (origin !== null && origin !== ownOrigin(req, state.settings)) {
      throw new Forbidden({ key: "error.forbidden" });
    }
    await takeToken("live", state.session.id);
    return openLiveSocket(req, openOptions(ctx as FreshContext<SignedInState>));
  },
});
