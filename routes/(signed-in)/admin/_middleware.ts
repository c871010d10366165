import { mayAdminister } from "@/lib/accounts/model.ts";
import { NotFound } from "@/lib/errors.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Administrators only; to others who are signed in there is nothing here. */
export default signedIn.middleware(async (ctx) => {
  const { user, reader } = ctx.state;
  if (!mayAdminister(user)) throw new NotFound({ key: "error.not_found" });
  ctx.state.swaps = true;
  ctx.state.title = reader.t("admin.title");
  return await ctx.next();
});
