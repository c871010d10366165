import { ButtonLink } from "@/components/controls/Button.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { PasswordForm } from "@/components/settings/PasswordForm.tsx";
import { SecondFactorSection } from "@/components/settings/SecondFactorSection.tsx";
import { SecurityEvents } from "@/components/settings/SecurityEvents.tsx";
import { SessionList } from "@/components/settings/SessionList.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { SecurityEvent, Session, User } from "@/lib/accounts/model.ts";
import { isOn, type SecondFactor } from "@/lib/accounts/second_factor_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Password, second factor, where one is signed in, and what happened. */
export function SecurityPage(
  { token, user, sessions, factor, events, ...about }: {
    token: string;
    user: User;
    sessions: readonly Session[];
    factor: SecondFactor;
    events: readonly SecurityEvent[];
    /** Did they prove a moment ago who they are? */
    confirmed: boolean;
    /** The session of this very browser. */
    current: string;
    /** What was just done; unknown words say nothing. */
    done: string;
    /** How many sessions that ended. */
    count: number;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { current, confirmed, done, count, refused } = about;
  const said = done === "password-changed"
    ? t("settings.security.changed")
    : done === "session-ended"
    ? t("settings.sessions.ended")
    : done === "others-ended"
    ? t("settings.sessions.others_ended", { count })
    : done === "second-factor-on"
    ? t("settings.second.turned_on")
    : done === "second-factor-off"
    ? t(
      isOn(factor)
        ? "settings.second.app_removed"
        : "settings.second.turned_off",
    )
    : undefined;
  return (
    <SettingsPage user={user} current="security" done={said}>
      <section>
        <h2>{t("settings.security.password")}</h2>
        <p class="hint">{t("settings.security.password_lead")}</p>
        {confirmed
          ? (
            <PasswordForm
              token={token}
              username={user.username}
              {...refused}
            />
          )
          : (
            <div class="actions">
              <ButtonLink href="/settings/confirm">
                {t("settings.security.change")}
              </ButtonLink>
            </div>
          )}
      </section>
      <SecondFactorSection factor={factor} />
      <section>
        <h2>{t("settings.sessions.title")}</h2>
        <p class="hint">{t("settings.sessions.lead")}</p>
        <SessionList token={token} sessions={sessions} current={current} />
      </section>
      <section>
        <h2>{t("settings.events.title")}</h2>
        <SecurityEvents events={events} />
      </section>
    </SettingsPage>
  );
}
