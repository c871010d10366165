import { page } from "fresh";
import { AccountsHere } from "@/components/settings/AccountsHere.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { AccountHere } from "@/lib/accounts/browser_model.ts";
import { ACCOUNTS_AT_MOST } from "@/lib/http/session_slots.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { viewAccounts } from "@/routes/(_state)/view_accounts.ts";

/** The accounts of this browser. */
export const handler = signedIn.handlers({
  GET: async (ctx) =>
    page<AccountHere[]>(await viewAccounts(ctx.state.slots, true)),
});

export default signedIn.page<typeof handler>(({ data, state, url }) => {
  const done = url.searchParams.get("done");
  return (
    <SettingsPage
      user={state.user}
      current="accounts"
      done={done === "signed-out"
        ? state.reader.t("settings.accounts.signed_out")
        : undefined}
    >
      <AccountsHere
        token={state.csrf}
        accounts={data}
        most={ACCOUNTS_AT_MOST}
        full={done === "full"}
      />
    </SettingsPage>
  );
});
