import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { TotpSetupForm } from "@/components/settings/TotpSetupForm.tsx";
import type { User } from "@/lib/accounts/model.ts";
import type { SecondFactor } from "@/lib/accounts/second_factor_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/settings/second-factor";

/** An authenticator app: to be begun, to be finished, or to be taken away. */
export function SecondFactorPage(
  { token, user, factor, setup, refused }: {
    token: string;
    user: User;
    factor: SecondFactor;
    /** What was begun and waits for its first code. */
    setup: { uri: string; key: string } | null;
    refused: Refused;
  },
) {
  const { t, full } = useReader();
  const { errors = {}, sentence } = refused;
  const on = factor.totp !== null;
  return (
    <SettingsPage user={user} current="security">
      <section>
        <h2>{t("settings.second.title")}</h2>
        {on
          ? (
            <>
              <ErrorSummary sentence={sentence} />
              <p>
                {t("settings.second.on_since", { when: full(factor.totp!) })}
              </p>
              <ConfirmForm
                action={HERE}
                token={token}
                deed="remove"
                confirm={t("settings.second.remove")}
                cancel="/settings/security"
              >
                <p class="hint">
                  {factor.passkeys > 0
                    ? t("settings.second.remove_lead_passkeys")
                    : t("settings.second.remove_lead")}
                </p>
              </ConfirmForm>
            </>
          )
          : setup
          ? (
            <TotpSetupForm
              token={token}
              setup={setup}
              errors={errors}
              sentence={sentence}
            />
          )
          : (
            <form class="form" method="post" action={HERE}>
              <ErrorSummary errors={errors} sentence={sentence} />
              <FormToken token={token} />
              <input type="hidden" name="_action" value="begin" />
              <p class="hint">{t("settings.second.lead")}</p>
              <div class="actions">
                <Button kind="primary">{t("settings.second.begin")}</Button>
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
