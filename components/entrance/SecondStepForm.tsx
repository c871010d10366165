import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { CodeField } from "@/components/entrance/CodeField.tsx";
import type { Refused } from "@/components/entrance/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The code of the second step, and the way back. */
export function SecondStepForm(
  { token, next, refused = {} }: {
    token: string;
    /** Where to go afterwards; empty for the usual place. */
    next: string;
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
      <form class="form" method="post" action="/sign-in/second-step">
        <ErrorSummary errors={errors} sentence={sentence} />
        {own}
        <CodeField
          error={errors.code}
          autofocus={!errors.code && !sentence}
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
