import { Field, fieldId } from "@/components/controls/Field.tsx";
import {
  type About,
  DETAIL_NAMES,
  type DetailName,
  PROFILE_LENGTH,
  VISIBILITIES,
} from "@/lib/accounts/profile_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const KINDS = {
  mail: ["email", "email"],
  phone: ["text", "tel"],
  web: ["text", "url"],
  other: ["text", "off"],
} as const satisfies Record<DetailName, readonly [string, string]>;

/** Ways to reach one elsewhere, each with who may see it. */
export function DetailFields(
  { details, kept, errors }: {
    details: About["details"];
    /** As typed, when it was refused. */
    kept: Readonly<Record<string, string>> | undefined;
    errors: Readonly<Record<string, string>>;
  },
) {
  const { t } = useReader();
  const choices = VISIBILITIES.map((value) => ({
    value,
    label: t(`people.visibility.${value}`),
  }));
  return (
    <fieldset class="fields">
      <legend>{t("people.reach")}</legend>
      <p class="hint">{t("people.details.lead")}</p>
      {DETAIL_NAMES.map((name) => {
        const who = `${name}_visibility`;
        const label = t(`people.detail.${name}`);
        const chosen = kept?.[who] ?? details[name]?.visibility ?? "contacts";
        return (
          <div class="pair wide" key={name}>
            <Field
              name={name}
              label={label}
              type={KINDS[name][0]}
              value={kept?.[name] ?? details[name]?.value ?? ""}
              error={errors[name]}
              maxlength={PROFILE_LENGTH.detail}
              autocomplete={KINDS[name][1]}
            />
            <div class="field">
              <label class="said" for={fieldId(who)}>
                {t("people.visibility.who", { detail: label })}
              </label>
              <select name={who} id={fieldId(who)}>
                {choices.map((choice) => (
                  <option
                    key={choice.value}
                    value={choice.value}
                    selected={choice.value === chosen}
                  >
                    {choice.label}
                  </option>
                ))}
              </select>
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
