import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Username and password. */
export function SignInForm(
  { token, next, username = "", refused = {} }: {
    token: string;
    /** Where to go afterwards; empty for the usual place. */
    next: string;
    username?: string;
    refused?: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <form class="form" method="post" action="/sign-in">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      {next && <input type="hidden" name="next" value={next} />}
      <Field
        name="username"
        label={t("entrance.field.username")}
        value={username}
        error={errors.username}
        autocomplete="username"
        verbatim
        required
        autofocus={!errors.password && !sentence}
      />
      <Field
        name="password"
        type="password"
        label={t("entrance.field.password")}
        error={errors.password}
        autocomplete="current-password"
        required
      />
      <Button kind="primary">{t("entrance.sign_in.submit")}</Button>
    </form>
  );
}
