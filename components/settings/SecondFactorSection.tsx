import { ButtonLink } from "@/components/controls/Button.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import {
  isOn,
  RECOVERY_CODES,
  type SecondFactor,
} from "@/lib/accounts/second_factor_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What is asked for besides the password, with the ways to change it. */
export function SecondFactorSection(
  { factor, password }: {
    factor: SecondFactor;
    /** Is there a password it could be asked for besides? */
    password: boolean;
  },
) {
  const { t, full } = useReader();
  const { totp, passkeys, codesLeft } = factor;
  return (
    <section>
      <h2>{t("settings.second.title")}</h2>
      <p class="hint">
        {!isOn(factor)
          ? t("settings.second.lead")
          : !password
          ? t("settings.second.without_password")
          : totp === null
          ? t("settings.second.passkeys_only")
          : t("settings.second.on_since", { when: full(totp) })}
      </p>
      {isOn(factor) && codesLeft <= RECOVERY_CODES.few && (
        <Notice kind="bad">{t("settings.codes.few")}</Notice>
      )}
      <div class="actions">
        <ButtonLink href="/settings/second-factor">
          {totp === null
            ? t("settings.second.begin")
            : t("settings.second.remove")}
        </ButtonLink>
        <ButtonLink href="/settings/passkeys">
          {t("settings.passkeys.link", { count: passkeys })}
        </ButtonLink>
        {isOn(factor) && (
          <ButtonLink href="/settings/recovery-codes">
            {t("settings.codes.link", { count: codesLeft })}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
