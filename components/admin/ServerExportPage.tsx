import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Taking the whole server along. */
export function ServerExportPage(
  { token, user, refused }: { token: string; user: User; refused: Refused },
) {
  const { t } = useReader();
  return (
    <SettingsPage user={user} current="admin">
      <section>
        <h2>{t("retention.export.title")}</h2>
        <p class="hint">{t("retention.export.text")}</p>
        <p class="hint">{t("retention.export.left_out")}</p>
        <ErrorSummary {...refused} />
        <form class="form" method="post" action="/admin/export">
          <FormToken token={token} />
          <input type="hidden" name="_action" value="export" />
          <p class="hint">{t("retention.export.noted")}</p>
          <div class="actions">
            <Button kind="primary">{t("retention.export.start")}</Button>
          </div>
        </form>
      </section>
    </SettingsPage>
  );
}
