import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { CodeField } from "@/components/entrance/CodeField.tsx";
import { PasskeyForm } from "@/components/entrance/PasskeyForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Asks once more who it is. */
export function ConfirmPage(
  { token, user, next, code, passkey, refused }: {
    token: string;
    user: User;
    /** Where to go on. */
    next: string;
    /** Is a code asked for as well? */
    code: boolean;
    /** Is there a passkey to ask? It is enough alone. */
    passkey: boolean;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <SettingsPage user={user} current="security">
      <section>
        <h2>{t("settings.confirm.title")}</h2>
        <p class="hint">{t("settings.confirm.lead")}</p>
        {passkey && (
          <PasskeyForm action="/settings/confirm" token={token} next={next} />
        )}
        <form class="form" method="post" action="/settings/confirm">
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
            autofocus={Object.keys(errors).length === 0 && !sentence &&
              !passkey}
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
