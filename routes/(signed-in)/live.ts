import { takeToken } from "@/lib/http/limits.ts";
import { openLive } from "@/lib/live/stream.ts";
import { openOptions } from "@/routes/(_live)/open_options.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The one live stream of a session: everything its user may hear. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    await takeToken("live", ctx.state.session.id);
    return openLive(openOptions(ctx));
  },
});
