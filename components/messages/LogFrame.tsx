import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Rows the frame begins with; all earlier ones are one link away. */
const SHOWN = 5;
/** Read rows above the first unread one. */
const ABOVE = 3;

/**
 * Without script the live log is a framed page that never stops arriving. It
 * begins shortly before the newest or the first unread message, so that a slow
 * line does not carry the whole page twice.
 */
export function LogFrame(
  { conversation, last, firstUnread }: {
    conversation: { id: string; title: string };
    /** The newest number on the page. */
    last: number;
    firstUnread?: number | undefined;
  },
) {
  const { t } = useReader();
  const from = Math.min(last - SHOWN, (firstUnread ?? last) - ABOVE - 1);
  const unread = firstUnread === undefined ? "" : `&unread=${firstUnread}`;
  return (
    <noscript>
      <iframe
        class="log-frame"
        src={`/conversations/${conversation.id}/log?after=${
          Math.max(0, from)
        }${unread}`}
        title={t("message.frame", { name: nameOf(conversation.title, t) })}
      />
    </noscript>
  );
}
