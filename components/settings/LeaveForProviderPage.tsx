import { ButtonLink } from "@/components/controls/Button.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Between a form of ours and a provider: forms lead nowhere but here, so a link goes on. */
export function LeaveForProviderPage({ user, to, name }: {
  user: User;
  to: string;
  name: string;
}) {
  const { t } = useReader();
  return (
    <SettingsPage user={user} current="security">
      <section>
        <h2>{t("settings.linked.leave_title", { name })}</h2>
        <p class="hint">{t("settings.linked.leave_lead", { name })}</p>
        <div class="actions">
          <ButtonLink kind="primary" href={to}>
            {t("settings.linked.leave", { name })}
          </ButtonLink>
          <ButtonLink href="/settings/linked">
            {t("common.cancel")}
          </ButtonLink>
        </div>
      </section>
    </SettingsPage>
  );
}
