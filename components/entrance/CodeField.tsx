import { Field } from "@/components/controls/Field.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Six digits of the authenticator app, or a recovery code. */
export function CodeField(
  { error, autofocus = false }: {
    error: string | undefined;
    autofocus?: boolean;
  },
) {
  const { t } = useReader();
  return (
    <Field
      name="code"
      label={t("entrance.second.code")}
      hint={t("entrance.second.code_hint")}
      error={error}
      autocomplete="one-time-code"
      autofocus={autofocus}
      verbatim
      required
    />
  );
}
