import { SETTINGS } from "@/components/settings/SettingsPage.tsx";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Says each page's title before anything is drawn. */
export default signedIn.middleware(async (ctx) => {
  const { state, url } = ctx;
  state.swaps = true;
  const name = SETTINGS.find((one) => url.pathname === `/settings/${one}`);
  if (name) state.title = state.reader.t(`settings.${name}`);
  return await ctx.next();
});
