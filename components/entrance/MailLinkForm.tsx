import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Whose password is lost: a link goes to the address of the account. */
export function MailLinkForm(
  { token, who, refused }: { token: string; who: string; refused: Refused },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <form class="form" method="post" action="/recover/link">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <Field
        name="username"
        label={t("entrance.recover.mail_who")}
        hint={t("entrance.recover.mail_who_hint")}
        value={who}
        error={errors.username}
        autocomplete="username"
        inputmode="email"
        verbatim
        required
        autofocus={Object.keys(errors).length === 0 && !sentence}
      />
      <Button kind="primary">{t("entrance.recover.mail_submit")}</Button>
    </form>
  );
}
