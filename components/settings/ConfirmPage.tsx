import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { CodeField } from "@/components/entrance/CodeField.tsx";
import { ProviderLinks } from "@/components/entrance/ProviderLinks.tsx";
import { PasskeyForm } from "@/components/entrance/PasskeyForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Asks once more who it is. */
export function ConfirmPage(
  { token, user, next, password, code, passkey, providers, refused }: {
    token: string;
    user: User;
    /** Where to go on. */
    next: string;
    /** Is there a password to type? */
    password: boolean;
    /** Is a code asked for as well? */
    code: boolean;
    /** Is there a passkey to ask? It is enough alone. */
    passkey: boolean;
    /** By which to sign in once more, where there is neither. */
    providers: readonly { readonly id: string; readonly name: string }[];
    refused: Refused;
  },
) {
  const { t } = useReader();
  return (
    <SettingsPage user={user} current="security">
      <section>
        <h2>{t("settings.confirm.title")}</h2>
        <p class="hint">{t("settings.confirm.lead")}</p>
        {passkey && (
          <PasskeyForm action="/settings/confirm" token={token} next={next} />
        )}
        <ProviderLinks providers={providers} next={next} again />
        {password
          ? (
            <PasswordAgain
              token={token}
              username={user.username}
              next={next}
              code={code}
              autofocus={!passkey}
              refused={refused}
            />
          )
          : <ErrorSummary {...refused} />}
      </section>
    </SettingsPage>
  );
}

function PasswordAgain(
  { token, username, next, code, autofocus, refused }: {
    token: string;
    username: string;
    next: string;
    code: boolean;
    autofocus: boolean;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <form class="form" method="post" action="/settings/confirm">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <input type="hidden" name="next" value={next} />
      <input
        type="text"
        name="username"
        value={username}
        autocomplete="username"
        hidden
        readonly
      />
      <Field
        name="password"
        type="password"
        label={t("entrance.field.password")}
        error={errors.password}
        autocomplete="current-password"
        required
        autofocus={Object.keys(errors).length === 0 && !sentence && autofocus}
      />
      {code && <CodeField error={errors.code} />}
      <div class="actions">
        <Button kind="primary">{t("settings.confirm.submit")}</Button>
        <ButtonLink href="/settings/security">{t("common.cancel")}</ButtonLink>
      </div>
    </form>
  );
}
