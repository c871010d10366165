import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import type { MailAddress } from "@/lib/accounts/mail_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/settings/mail";

/** What is written there, and an end of it. */
export function MailChoices(
  { token, mail, on, confirmed }: {
    token: string;
    mail: MailAddress;
    on: boolean;
    confirmed: boolean;
  },
) {
  const { t } = useReader();
  return (
    <>
      {on && (
        <section>
          <h2>{t("settings.mail.notices_title")}</h2>
          <PageForm action={HERE} token={token}>
            <input type="hidden" name="_action" value="notices" />
            <Check
              name="notices"
              label={t("settings.mail.notices")}
              hint={t("settings.mail.notices_hint")}
              checked={mail.notices}
            />
            <div class="actions">
              <Button>{t("common.save")}</Button>
            </div>
          </PageForm>
        </section>
      )}
      {confirmed && (
        <section>
          <h2>{t("settings.mail.remove")}</h2>
          <form class="form" method="post" action={HERE}>
            <FormToken token={token} />
            <input type="hidden" name="_action" value="remove" />
            <p class="hint">{t("settings.mail.remove_lead")}</p>
            <div class="actions">
              <Button kind="danger">{t("settings.mail.remove")}</Button>
            </div>
          </form>
        </section>
      )}
    </>
  );
}
