import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { NewPasswordField } from "@/components/entrance/NewPasswordField.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** A new password for whoever has the link. */
export function ResetForm(
  { token, action, username, refused = {} }: {
    token: string;
    /** The path of the link. */
    action: string;
    /** For password managers, so that they know which entry changes. */
    username: string;
    refused?: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <input
        type="text"
        name="username"
        value={username}
        autocomplete="username"
        hidden
        readonly
      />
      <NewPasswordField
        error={errors.new_password}
        autofocus={!errors.new_password && !sentence}
      />
      <Button kind="primary">{t("entrance.recover.submit")}</Button>
    </form>
  );
}
