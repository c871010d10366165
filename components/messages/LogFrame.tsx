import { useReader } from "@/lib/i18n/reader.ts";

/** Without script the live log is a framed page that never stops arriving. */
export function LogFrame(
  { conversation }: { conversation: { id: string; title: string } },
) {
  const { t } = useReader();
  return (
    <noscript>
      <iframe
        class="log-frame"
        src={`/conversations/${conversation.id}/log`}
        title={t("message.frame", { name: conversation.title })}
      />
    </noscript>
  );
}
