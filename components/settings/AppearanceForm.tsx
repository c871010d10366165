import { Button } from "@/components/controls/Button.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import type { IconName } from "@/components/controls/Icon.tsx";
import { Segmented } from "@/components/controls/Segmented.tsx";
import { type Theme, THEMES } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const icons: Record<Theme, IconName> = {
  system: "device",
  light: "sun",
  dark: "moon",
  contrast: "contrast",
};

/** How pages look. */
export function AppearanceForm(
  { token, theme, errors = {}, sentence }: {
    token: string;
    theme: Theme;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <PageForm
      action="/settings/appearance"
      token={token}
      errors={errors}
      sentence={sentence}
    >
      <p class="hint">{t("settings.appearance.lead")}</p>
      <Segmented
        name="theme"
        legend={t("settings.appearance.theme")}
        value={theme}
        error={errors.theme}
        options={THEMES.map((value) => ({
          value,
          label: t(`settings.appearance.${value}`),
          icon: icons[value],
        }))}
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </PageForm>
  );
}
