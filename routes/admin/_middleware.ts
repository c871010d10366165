import { mayAdminister } from "@/lib/accounts/model.ts";
import { NotFound, SignedOut } from "@/lib/errors.ts";
import { define } from "@/routes/(_state)/define.ts";

/** Administrators only; to others there is nothing here. */
export default define.middleware(async (ctx) => {
  const { user, reader } = ctx.state;
  if (user && mayAdminister(user)) {
    ctx.state.title = reader.t("admin.title");
    return await ctx.next();
  }
  if (user) throw new NotFound({ key: "error.not_found" });
  const { method } = ctx.req;
  if (method !== "GET" && method !== "HEAD") {
    throw new SignedOut({ key: "error.signed_out" });
  }
  const next = encodeURIComponent(ctx.url.pathname);
  return ctx.redirect(`/sign-in?next=${next}`, 303);
});
