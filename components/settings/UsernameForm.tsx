import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { USERNAME_LENGTH } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The name by which others find one. */
export function UsernameForm(
  { token, username, errors = {}, sentence }: {
    token: string;
    /** As it is, or as typed when it was refused. */
    username: string;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <section>
      <h2>{t("people.username.title")}</h2>
      <PageForm
        action="/settings/profile"
        token={token}
        errors={errors}
        sentence={sentence}
      >
        <input type="hidden" name="_action" value="username" />
        <Field
          name="username"
          label={t("settings.profile.username")}
          hint={t("people.username.hint")}
          value={username}
          error={errors.username}
          maxlength={USERNAME_LENGTH}
          autocomplete="username"
          verbatim
          required
        />
        <div class="actions">
          <Button>{t("people.username.change")}</Button>
        </div>
      </PageForm>
    </section>
  );
}
