import { define } from "@/routes/(_state)/define.ts";

/** Says each page's title and look before anything is drawn. */
export default define.middleware(async (ctx) => {
  const { t } = ctx.state.reader;
  ctx.state.entrance = true;
  ctx.state.title = ctx.url.pathname === "/sign-up/name"
    ? t("entrance.provider.name_title")
    : ctx.url.pathname.startsWith("/sign-up")
    ? t("entrance.sign_up.title")
    : ctx.url.pathname === "/sign-in/second-step"
    ? t("entrance.second.title")
    : ctx.url.pathname === "/sign-in/passkey"
    ? t("entrance.passkey.title")
    : t("entrance.sign_in.title");
  return await ctx.next();
});
