import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { AccountHere } from "@/lib/accounts/browser_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Accounts that are still signed in, while the one in use is not. */
export function GoOnAs(
  { token, accounts }: { token: string; accounts: readonly AccountHere[] },
) {
  const { t } = useReader();
  const live = accounts.filter(({ profile }) => profile);
  if (live.length === 0) return null;
  return (
    <form class="form" method="post" action="/accounts">
      <FormToken token={token} />
      {live.map(({ username, profile }) => (
        <Button key={username} name="account" value={username}>
          {t("entrance.add.go_on_as", { name: profile!.name })}
        </Button>
      ))}
    </form>
  );
}
