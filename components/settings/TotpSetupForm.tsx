import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { QrCode } from "@/components/settings/QrCode.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The picture to scan, the key to type, and the first code. */
export function TotpSetupForm(
  { token, setup, errors, sentence }: {
    token: string;
    setup: { uri: string; key: string };
    errors: Readonly<Record<string, string>>;
    sentence: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action="/settings/second-factor">
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <p>{t("settings.second.scan")}</p>
      <QrCode text={setup.uri} label={t("settings.second.picture")} />
      <p class="hint">
        {t("settings.second.by_hand")}{" "}
        <a class="link" href={setup.uri}>{t("settings.second.same_device")}</a>
      </p>
      <p>
        <code class="secret" dir="ltr" data-manual-key>{setup.key}</code>
      </p>
      <Field
        name="code"
        label={t("settings.second.first_code")}
        hint={t("settings.second.first_code_hint")}
        error={errors.code}
        autocomplete="one-time-code"
        inputmode="numeric"
        verbatim
        required
      />
      <div class="actions">
        <Button kind="primary">{t("settings.second.finish")}</Button>
        <ButtonLink href="/settings/security">{t("common.cancel")}</ButtonLink>
      </div>
    </form>
  );
}
