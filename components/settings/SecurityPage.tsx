import type { Refused } from "@/components/entrance/Refused.ts";
import { PasswordForm } from "@/components/settings/PasswordForm.tsx";
import { SessionList } from "@/components/settings/SessionList.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { Session, User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The password, and where one is signed in. */
export function SecurityPage(
  { token, user, sessions, current, done, count, refused }: {
    token: string;
    user: User;
    sessions: readonly Session[];
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
  const said = done === "password-changed"
    ? t("settings.security.changed")
    : done === "session-ended"
    ? t("settings.sessions.ended")
    : done === "others-ended"
    ? t("settings.sessions.others_ended", { count })
    : undefined;
  return (
    <SettingsPage user={user} current="security" done={said}>
      <section>
        <h2>{t("settings.security.password")}</h2>
        <p class="hint">{t("settings.security.password_lead")}</p>
        <PasswordForm token={token} username={user.username} {...refused} />
      </section>
      <section>
        <h2>{t("settings.sessions.title")}</h2>
        <p class="hint">{t("settings.sessions.lead")}</p>
        <SessionList token={token} sessions={sessions} current={current} />
      </section>
    </SettingsPage>
  );
}
