import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { NewPasswordField } from "@/components/entrance/NewPasswordField.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/settings/password";
const BACK = "/settings/security";

interface Props {
  token: string;
  user: User;
  ways: { readonly password: boolean; readonly passkeys: number };
  /** Recovery codes that are left. */
  codesLeft: number;
  refused: Refused;
}

/** Going without a password, or having one again. */
export function PasswordPage(props: Props) {
  return (
    <SettingsPage user={props.user} current="security">
      {props.ways.password ? <Remove {...props} /> : <Set {...props} />}
    </SettingsPage>
  );
}

function Remove({ token, ways, codesLeft, refused }: Props) {
  const { t } = useReader();
  const ready = ways.passkeys > 0 && codesLeft > 0;
  return (
    <section>
      <h2>{t("settings.ways.remove_title")}</h2>
      <ErrorSummary {...refused} />
      {ready
        ? (
          <ConfirmForm
            action={HERE}
            token={token}
            deed="remove"
            confirm={t("settings.ways.remove")}
            cancel={BACK}
          >
            <p class="hint">
              {t("settings.ways.remove_lead", { count: codesLeft })}
            </p>
          </ConfirmForm>
        )
        : (
          <>
            <p class="hint">{t("settings.ways.need")}</p>
            <div class="actions">
              <ButtonLink
                href={ways.passkeys > 0
                  ? "/settings/recovery-codes"
                  : "/settings/passkeys"}
              >
                {ways.passkeys > 0
                  ? t("settings.codes.renew")
                  : t("settings.passkeys.add")}
              </ButtonLink>
              <ButtonLink href={BACK}>{t("common.cancel")}</ButtonLink>
            </div>
          </>
        )}
    </section>
  );
}

function Set({ token, user, refused }: Props) {
  const { t } = useReader();
  return (
    <section>
      <h2>{t("settings.ways.set")}</h2>
      <p class="hint">{t("settings.ways.set_lead")}</p>
      <form class="form" method="post" action={HERE}>
        <ErrorSummary {...refused} />
        <FormToken token={token} />
        <input type="hidden" name="_action" value="set" />
        <input
          type="text"
          name="username"
          value={user.username}
          autocomplete="username"
          hidden
          readonly
        />
        <NewPasswordField error={refused.errors?.new_password} />
        <div class="actions">
          <Button kind="primary">{t("settings.ways.set")}</Button>
          <ButtonLink href={BACK}>{t("common.cancel")}</ButtonLink>
        </div>
      </form>
    </section>
  );
}
