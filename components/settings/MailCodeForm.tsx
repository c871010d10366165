import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import type { MailAddressSetup } from "@/lib/accounts/mail_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/settings/mail";

/** Asks for the digits that were sent to an address. */
export function MailCodeForm(
  { token, setup, code, refused }: {
    token: string;
    setup: MailAddressSetup;
    /** Filled in already by the link of the mail. */
    code: string;
    refused: Refused;
  },
) {
  const { t, time } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <>
      <PageForm
        action={HERE}
        token={token}
        errors={errors}
        sentence={sentence}
      >
        <input type="hidden" name="_action" value="verify" />
        <p>
          {t("settings.mail.sent", {
            address: `\u2066${setup.address}\u2069`,
            time: time(setup.until),
          })}
        </p>
        <Field
          name="code"
          label={t("settings.mail.code")}
          hint={t("settings.mail.code_hint")}
          value={code}
          error={errors.code}
          autocomplete="one-time-code"
          inputmode="numeric"
          verbatim
          required
        />
        <div class="actions">
          <Button kind="primary">{t("settings.mail.verify")}</Button>
        </div>
      </PageForm>
      <PageForm action={HERE} token={token} actions>
        <input type="hidden" name="_action" value="cancel" />
        <Button>{t("settings.mail.cancel")}</Button>
      </PageForm>
    </>
  );
}
