import { ButtonLink } from "@/components/controls/Button.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The way to the providers by which one signs in. */
export function ProviderSection() {
  const { t } = useReader();
  return (
    <section>
      <h2>{t("settings.linked.title")}</h2>
      <p class="hint">{t("settings.linked.lead")}</p>
      <div class="actions">
        <ButtonLink href="/settings/linked">
          {t("settings.linked.manage")}
        </ButtonLink>
      </div>
    </section>
  );
}
