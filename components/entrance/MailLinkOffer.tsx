import { ButtonLink } from "@/components/controls/Button.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The other way to a new password, where this server sends mail. */
export function MailLinkOffer() {
  const { t } = useReader();
  return (
    <div class="actions">
      <ButtonLink href="/recover/link">
        {t("entrance.recover.by_mail")}
      </ButtonLink>
    </div>
  );
}
