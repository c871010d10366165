import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** How large files may be, and how many go with a message. */
export function FileLimitsPage(
  { token, user, megabytes, most, ...more }: Refused & {
    token: string;
    user: User;
    /** As stored or typed. */
    megabytes: string;
    most: string;
    done?: string | undefined;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence, done } = more;
  return (
    <SettingsPage user={user} current="admin" done={done}>
      <section>
        <h2>{t("file.limits.title")}</h2>
        <form class="form" method="post" action="/admin/files">
          <ErrorSummary errors={errors} sentence={sentence} />
          <FormToken token={token} />
          <Field
            name="megabytes"
            label={t("file.limits.megabytes")}
            hint={t("file.limits.megabytes_hint")}
            value={megabytes}
            error={errors.megabytes}
            inputmode="numeric"
            autocomplete="off"
          />
          <Field
            name="most"
            label={t("file.limits.most")}
            value={most}
            error={errors.most}
            inputmode="numeric"
            autocomplete="off"
          />
          <div class="actions">
            <Button kind="primary">{t("common.save")}</Button>
          </div>
        </form>
      </section>
    </SettingsPage>
  );
}
