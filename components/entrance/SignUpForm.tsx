import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { NameFields } from "@/components/entrance/NameFields.tsx";
import { PASSWORD_LENGTH } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Username, name and password of a new account. */
export function SignUpForm(
  { token, invite, next = "", submit, typed = {}, refused = {} }: {
    token: string;
    /** The code of the link somebody came by, or empty. */
    invite: string;
    /** Where to go on afterwards. */
    next?: string | undefined;
    /** The words on the button. */
    submit: string;
    typed?: { username?: string; name?: string };
    refused?: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <form class="form" method="post" action="/sign-up">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      {next && <input type="hidden" name="next" value={next} />}
      {invite && <input type="hidden" name="invite" value={invite} />}
      <NameFields
        typed={typed}
        errors={errors}
        autofocus={Object.keys(errors).length === 0 && !sentence}
      />
      <Field
        name="password"
        type="password"
        label={t("entrance.field.password")}
        hint={t("entrance.field.password_hint", {
          least: PASSWORD_LENGTH.least,
        })}
        error={errors.password}
        autocomplete="new-password"
        required
      />
      <Button kind="primary">{submit}</Button>
    </form>
  );
}
