import type { Refused } from "@/components/controls/Refused.ts";
import { MailSection } from "@/components/settings/MailSection.tsx";
import { PasswordSection } from "@/components/settings/PasswordSection.tsx";
import { ProviderSection } from "@/components/settings/ProviderSection.tsx";
import { SecondFactorSection } from "@/components/settings/SecondFactorSection.tsx";
import { SecurityEvents } from "@/components/settings/SecurityEvents.tsx";
import { SessionList } from "@/components/settings/SessionList.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { MailAddress } from "@/lib/accounts/mail_model.ts";
import type { SecurityEvent, Session, User } from "@/lib/accounts/model.ts";
import { isOn, type SecondFactor } from "@/lib/accounts/second_factor_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Password, second factor, where one is signed in, and what happened. */
export function SecurityPage(
  { token, user, sessions, factor, mail, events, ...about }: {
    token: string;
    user: User;
    sessions: readonly Session[];
    factor: SecondFactor;
    /** Undefined where no mail is sent. */
    mail: MailAddress | null | undefined;
    events: readonly SecurityEvent[];
    ways: {
      readonly password: boolean;
      readonly passkeys: number;
      readonly providers: number;
    };
    /** Is there any provider to sign in by? */
    providers: boolean;
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
  const { ways, providers, current, confirmed, done, count, refused } = about;
  const said = done === "password-changed"
    ? t("settings.security.changed")
    : done === "password-reset"
    ? t("settings.ways.reset")
    : done === "password-set"
    ? t("settings.ways.is_set")
    : done === "password-removed"
    ? t("settings.ways.removed")
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
      <PasswordSection
        token={token}
        username={user.username}
        ways={ways}
        confirmed={confirmed}
        refused={refused}
      />
      <SecondFactorSection factor={factor} password={ways.password} />
      {(providers || ways.providers > 0) && <ProviderSection />}
      {mail !== undefined && <MailSection mail={mail} />}
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
