import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** What others learn of one's reading, typing and being here. */
export function PrivacyForm(
  { token, shareReceipts, shareTyping, sharePresence, sentence }: {
    token: string;
    shareReceipts: boolean;
    shareTyping: boolean;
    sharePresence: boolean;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <PageForm action="/settings/privacy" token={token} sentence={sentence}>
      <p class="hint">{t("settings.privacy.lead")}</p>
      <Check
        name="share_receipts"
        label={t("settings.privacy.receipts")}
        hint={t("settings.privacy.receipts_hint")}
        checked={shareReceipts}
      />
      <Check
        name="share_typing"
        label={t("settings.privacy.typing")}
        hint={t("settings.privacy.typing_hint")}
        checked={shareTyping}
      />
      <Check
        name="share_presence"
        label={t("people.share")}
        hint={t("people.share_hint")}
        checked={sharePresence}
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </PageForm>
  );
}
