import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { NewPasswordField } from "@/components/entrance/NewPasswordField.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Username, recovery code and a new password. */
export function RecoverForm(
  { token, username = "", refused = {} }: {
    token: string;
    username?: string;
    refused?: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <form class="form" method="post" action="/recover">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <Field
        name="username"
        label={t("entrance.field.username")}
        value={username}
        error={errors.username}
        autocomplete="username"
        verbatim
        required
        autofocus={Object.keys(errors).length === 0 && !sentence}
      />
      <Field
        name="code"
        label={t("entrance.recover.code")}
        hint={t("entrance.recover.code_hint")}
        error={errors.code}
        autocomplete="off"
        verbatim
        required
      />
      <NewPasswordField error={errors.new_password} />
      <Button kind="primary">{t("entrance.recover.submit")}</Button>
    </form>
  );
}
