import { signedIn } from "@/routes/(_state)/define.ts";

/** The settings begin with what others see. */
export const handler = signedIn.handlers({
  GET: (ctx) => ctx.redirect("/settings/profile", 303),
});
