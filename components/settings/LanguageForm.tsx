import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Language and time zone; empty lets the browser decide. */
export function LanguageForm(
  { token, language, timeZone, languages, timeZones, errors = {}, sentence }: {
    token: string;
    language: string;
    timeZone: string;
    /** Each in its own words. */
    languages: readonly { value: string; label: string }[];
    timeZones: readonly string[];
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const reader = useReader();
  const { t } = reader;
  const automatic = { value: "", label: t("settings.language.automatic") };
  return (
    <PageForm
      action="/settings/language"
      token={token}
      errors={errors}
      sentence={sentence}
    >
      <p class="hint">{t("settings.language.lead")}</p>
      <Field
        name="language"
        label={t("settings.language.language")}
        value={language}
        error={errors.language}
        options={[automatic, ...languages]}
      />
      <Field
        name="time_zone"
        label={t("settings.language.zone")}
        hint={`${t("settings.language.zone_hint")} ${
          t("settings.language.now", {
            zone: reader.timeZone,
            time: reader.time(Date.now()),
          })
        }`}
        value={timeZone}
        error={errors.time_zone}
        options={[
          automatic,
          ...timeZones.map((zone) => ({
            value: zone,
            label: zone.replaceAll("_", " "),
          })),
        ]}
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </PageForm>
  );
}
