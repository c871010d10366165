import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { CodeField } from "@/components/entrance/CodeField.tsx";
import { PasskeyForm } from "@/components/entrance/PasskeyForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The code of the second step, and the way back. */
export function SecondStepForm(
  { token, next, passkey, refused = {} }: {
    token: string;
    /** Where to go afterwards; empty for the usual place. */
    next: string;
    /** Is there a passkey to ask? */
    passkey: boolean;
    refused?: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  const own = (
    <>
      <FormToken token={token} />
      {next && <input type="hidden" name="next" value={next} />}
    </>
  );
  return (
    <>
      {passkey && (
        <PasskeyForm
          action="/sign-in/second-step"
          token={token}
          next={next}
          wide
        />
      )}
      <form class="form" method="post" action="/sign-in/second-step">
        <ErrorSummary errors={errors} sentence={sentence} />
        {own}
        <CodeField
          error={errors.code}
          autofocus={!errors.code && !sentence && !passkey}
        />
        <Button kind="primary">{t("entrance.sign_in.submit")}</Button>
      </form>
      <form class="form" method="post" action="/sign-in/second-step">
        {own}
        <input type="hidden" name="_action" value="cancel" />
        <Button>{t("common.cancel")}</Button>
      </form>
    </>
  );
}
