import { Notice } from "@/components/layout/Notice.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Stands where one would write, where nobody can be written to any more. */
export function Closed(
  { conversation: { title, closed } }: { conversation: NamedConversation },
) {
  const { t } = useReader();
  return (
    <div class="composer">
      <Notice>
        {closed === "quiet"
          ? t("conversation.error.may_not.post")
          : closed === "gone"
          ? t("message.closed.gone")
          : closed === "apart"
          ? t("message.closed.apart")
          : closed === "blocked"
          ? (
            <>
              {t("message.closed.blocked", { name: title })}{" "}
              <a class="link" href="/settings/blocked">
                {t("settings.blocked")}
              </a>
            </>
          )
          : t("message.closed.leaving", { name: title })}
      </Notice>
    </div>
  );
}
