import { isNew } from "@/lib/accounts/find.ts";
import { define } from "@/routes/(_state)/define.ts";

/** Nothing stands here: to the inbox, to the first sign-up, or to the sign-in. */
export const handler = define.handlers({
  async GET(ctx) {
    if (ctx.state.user) return ctx.redirect("/conversations", 303);
    return ctx.redirect(await isNew() ? "/sign-up" : "/sign-in", 303);
  },
});
