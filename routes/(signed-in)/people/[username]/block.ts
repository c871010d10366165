import { signedIn } from "@/routes/(_state)/define.ts";
import { keepAwayFrom } from "@/routes/(signed-in)/people/(_people)/keep_away.ts";

/** Blocking somebody. */
export const handler = signedIn.handlers({
  GET: (ctx) => ctx.redirect(`/people/${ctx.params.username}`, 303),
  POST: (ctx) => keepAwayFrom(ctx, "blocked"),
});
