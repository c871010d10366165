import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { DeleteAccount } from "@/components/settings/DeleteAccount.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What is one's own: taking it along, and leaving. */
export function DataPage(
  { token, user, confirmed, deed, typed, refused }: {
    token: string;
    user: User;
    /** Did they prove a moment ago who they are? */
    confirmed: boolean;
    /** What was refused, and what was typed then. */
    deed: string;
    typed: string;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const leaves = deed === "delete";
  return (
    <SettingsPage user={user} current="data">
      <section>
        <h2>{t("settings.data.download")}</h2>
        <p class="hint">{t("settings.data.download_lead")}</p>
        {!leaves && <ErrorSummary {...refused} />}
        <form class="form" method="post" action="/settings/data">
          <FormToken token={token} />
          <p class="hint">{t("settings.data.download_confirm")}</p>
          <div class="actions">
            <Button kind="primary" name="_action" value="download">
              {t("settings.data.download_start")}
            </Button>
          </div>
        </form>
      </section>
      <DeleteAccount
        token={token}
        confirmed={confirmed}
        typed={typed}
        refused={leaves ? refused : {}}
      />
    </SettingsPage>
  );
}
