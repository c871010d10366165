import { Icon } from "@/components/controls/Icon.tsx";
import type { Encryption } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Who can read along, quietly and always. */
export function EncryptionLabel({ encryption }: { encryption: Encryption }) {
  const { t } = useReader();
  const sealed = encryption === "end-to-end";
  return (
    <>
      <Icon name={sealed ? "lock" : "unlock"} class="lock" />
      {sealed ? t("conversation.encrypted") : t("conversation.readable")}
    </>
  );
}

/** The same with a sentence about what it means. */
export function EncryptionCard({ encryption }: { encryption: Encryption }) {
  const { t } = useReader();
  const sealed = encryption === "end-to-end";
  return (
    <div class="secure" data-encryption={encryption}>
      <Icon name={sealed ? "lock" : "unlock"} />
      <span>
        <b>
          {sealed ? t("conversation.encrypted") : t("conversation.readable")}
        </b>
        {sealed
          ? t("conversation.encrypted_note")
          : t("conversation.readable_note")}
      </span>
    </div>
  );
}
