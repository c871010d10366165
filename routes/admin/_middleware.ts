import { mayAdminister } from "@/lib/accounts/model.ts";
import { NotFound } from "@/lib/errors.ts";
import { define } from "@/routes/(_state)/define.ts";
import askForSession from "@/routes/(signed-in)/_middleware.ts";

/** Administrators only; to others who are signed in there is nothing here. */
const administratorsOnly = define.middleware(async (ctx) => {
  const { user, reader } = ctx.state;
  if (!user || !mayAdminister(user)) {
    throw new NotFound({ key: "error.not_found" });
  }
  ctx.state.title = reader.t("admin.title");
  return await ctx.next();
});

export default define.middleware([askForSession, administratorsOnly]);
