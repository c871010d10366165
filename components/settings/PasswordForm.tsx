import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { PASSWORD_LENGTH } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The current password and a new one. */
export function PasswordForm(
  { token, username, errors = {}, sentence }: {
    token: string;
    /** For password managers, so that they know which entry changes. */
    username: string;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <PageForm
      action="/settings/security"
      token={token}
      errors={errors}
      sentence={sentence}
    >
      <input type="hidden" name="_action" value="change-password" />
      <input
        type="text"
        name="username"
        value={username}
        autocomplete="username"
        hidden
        readonly
      />
      <Field
        name="password"
        type="password"
        label={t("settings.security.current")}
        error={errors.password}
        autocomplete="current-password"
        required
      />
      <Field
        name="new_password"
        type="password"
        label={t("settings.security.new")}
        hint={t("entrance.field.password_hint", {
          least: PASSWORD_LENGTH.least,
        })}
        error={errors.new_password}
        autocomplete="new-password"
        required
      />
      <div class="actions">
        <Button kind="primary">{t("settings.security.change")}</Button>
      </div>
    </PageForm>
  );
}
