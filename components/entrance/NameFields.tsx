import { Field } from "@/components/controls/Field.tsx";
import { NAME_LENGTH, USERNAME_LENGTH } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Username and name of a new account. */
export function NameFields(
  { typed, errors, autofocus }: {
    typed: { username?: string; name?: string };
    errors: Readonly<Record<string, string>>;
    autofocus: boolean;
  },
) {
  const { t } = useReader();
  return (
    <>
      <Field
        name="username"
        label={t("entrance.field.username")}
        hint={t("entrance.field.username_hint", { most: USERNAME_LENGTH })}
        value={typed.username}
        error={errors.username}
        autocomplete="username"
        verbatim
        required
        autofocus={autofocus}
      />
      <Field
        name="name"
        label={t("entrance.field.name")}
        hint={t("entrance.field.name_hint", { most: NAME_LENGTH })}
        value={typed.name}
        error={errors.name}
        autocomplete="name"
        required
      />
    </>
  );
}
