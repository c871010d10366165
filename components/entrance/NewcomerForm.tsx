import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { NameFields } from "@/components/entrance/NameFields.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Username and name of somebody whom a provider lets in. */
export function NewcomerForm({ token, typed, refused }: {
  token: string;
  typed: { username?: string; name?: string };
  refused: Refused;
}) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <form class="form" method="post" action="/sign-up/name">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <NameFields
        typed={typed}
        errors={errors}
        autofocus={Object.keys(errors).length === 0 && !sentence}
      />
      <Button kind="primary">{t("entrance.sign_up.submit")}</Button>
    </form>
  );
}
