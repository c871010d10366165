import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { CodeField } from "@/components/entrance/CodeField.tsx";
import type { Refused } from "@/components/entrance/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Asks once more who it is. */
export function ConfirmPage(
  { token, user, next, code, refused }: {
    token: string;
    user: User;
    /** Where to go on. */
    next: string;
    /** Is a code asked for as well? */
    code: boolean;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <SettingsPage user={user} current="security">
      <section>
        <h2>{t("settings.confirm.title")}</h2>
        <form class="form" method="post" action="/settings/confirm">
          <p class="hint">{t("settings.confirm.lead")}</p>
          <ErrorSummary errors={errors} sentence={sentence} />
          <FormToken token={token} />
          <input type="hidden" name="next" value={next} />
          <input
            type="text"
            name="username"
            value={user.username}
            autocomplete="username"
            hidden
            readonly
          />
          <Field
            name="password"
            type="password"
            label={t("entrance.field.password")}
            error={errors.password}
            autocomplete="current-password"
            required
            autofocus={Object.keys(errors).length === 0 && !sentence}
          />
          {code && <CodeField error={errors.code} />}
          <div class="actions">
            <Button kind="primary">{t("settings.confirm.submit")}</Button>
            <ButtonLink href="/settings/security">
              {t("common.cancel")}
            </ButtonLink>
          </div>
        </form>
      </section>
    </SettingsPage>
  );
}
