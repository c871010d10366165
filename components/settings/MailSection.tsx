import { ButtonLink } from "@/components/controls/Button.tsx";
import type { MailAddress } from "@/lib/accounts/mail_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The mail address of the account, on the page of what keeps it safe. */
export function MailSection({ mail }: { mail: MailAddress | null }) {
  const { t } = useReader();
  return (
    <section>
      <h2>{t("settings.mail.title")}</h2>
      <p class="hint">{t("settings.mail.lead")}</p>
      {mail && (
        <p>
          <bdi dir="ltr">{mail.address}</bdi>
        </p>
      )}
      <div class="actions">
        <ButtonLink href="/settings/mail">
          {t(mail ? "settings.mail.change" : "settings.mail.add")}
        </ButtonLink>
      </div>
    </section>
  );
}
