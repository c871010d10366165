import { page } from "fresh";
import { BlockedList } from "@/components/settings/BlockedList.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { type Kept, listKept } from "@/lib/accounts/block.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Whom one has blocked or muted. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page<Kept[]>(await listKept(ctx.state.user)),
});

const DONE = ["blocked", "muted", "undone"] as const;

export default signedIn.page<typeof handler>(({ data, state, url }) => {
  const done = DONE.find((one) => one === url.searchParams.get("done"));
  return (
    <SettingsPage
      user={state.user}
      current="blocked"
      done={done && state.reader.t(`settings.blocked.done.${done}`)}
    >
      <BlockedList token={state.csrf} kept={data} />
    </SettingsPage>
  );
});
