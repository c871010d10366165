import { Field } from "@/components/controls/Field.tsx";
import { PASSWORD_LENGTH } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The password that takes the place of the lost one. */
export function NewPasswordField(
  { error, autofocus = false }: {
    error: string | undefined;
    autofocus?: boolean;
  },
) {
  const { t } = useReader();
  return (
    <Field
      name="new_password"
      type="password"
      label={t("entrance.recover.new")}
      hint={t("entrance.field.password_hint", { least: PASSWORD_LENGTH.least })}
      error={error}
      autocomplete="new-password"
      autofocus={autofocus}
      required
    />
  );
}
