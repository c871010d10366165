import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Asks once more before leaving. Goes inside `<Page>`. */
export function ConfirmLeave(
  { conversation, token }: { conversation: NamedConversation; token: string },
) {
  const { t } = useReader();
  const path = `/conversations/${conversation.id}`;
  return (
    <ConfirmForm
      action={`${path}/leave`}
      token={token}
      confirm={t("conversation.leave.confirm")}
      cancel={`${path}/details`}
    >
      <h2>{t("conversation.leave.question", { name: conversation.title })}</h2>
      <p>{t("conversation.leave.text")}</p>
    </ConfirmForm>
  );
}
