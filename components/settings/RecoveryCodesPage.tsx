import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { RecoveryCodes } from "@/components/controls/RecoveryCodes.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { RECOVERY_CODES } from "@/lib/accounts/second_factor_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** New recovery codes, to be printed or copied now; or how many are left. */
export function RecoveryCodesPage(
  { token, user, codes, left = 0, turnedOn = false, refused = {} }: {
    token: string;
    user: User;
    /** New ones. They are never shown again. */
    codes: readonly string[] | null;
    left?: number;
    /** Was the second factor turned on by the same deed? */
    turnedOn?: boolean;
    refused?: Refused;
  },
) {
  const { t } = useReader();
  return (
    <SettingsPage
      user={user}
      current="security"
      done={turnedOn ? t("settings.second.turned_on") : undefined}
    >
      <section>
        <h2>{t("settings.codes.title")}</h2>
        {codes
          ? (
            <>
              <RecoveryCodes codes={codes} username={user.username} />
              <div class="actions">
                <ButtonLink kind="primary" href="/settings/security">
                  {t("settings.codes.kept")}
                </ButtonLink>
              </div>
            </>
          )
          : (
            <form
              class="form"
              method="post"
              action="/settings/recovery-codes"
            >
              <ErrorSummary sentence={refused.sentence} />
              <FormToken token={token} />
              {left <= RECOVERY_CODES.few && (
                <Notice kind="bad">{t("settings.codes.few")}</Notice>
              )}
              <p>{t("settings.codes.left", { count: left })}</p>
              <p class="hint">{t("settings.codes.renew_lead")}</p>
              <div class="actions">
                <Button kind="danger">{t("settings.codes.renew")}</Button>
                <ButtonLink href="/settings/security">
                  {t("common.cancel")}
                </ButtonLink>
              </div>
            </form>
          )}
      </section>
    </SettingsPage>
  );
}
