import { pathOf } from "@/components/messages/Bubble.tsx";
import { placeOf, threadPath } from "@/components/messages/Quoted.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import { mayForward } from "@/lib/messages/forward_model.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/**
 * The ways on from one message. Whatever else can be done with a message and
 * has a page of its own gets its line here, and in `lib/client/row_actions.ts`.
 */
export function MessageLinks(
  { message, mine, mayPin, visited = false }: {
    message: ShownMessage;
    mine: boolean;
    mayPin: boolean;
    /** Is the reader a guest, who keeps nothing? */
    visited?: boolean;
  },
) {
  const { t } = useReader();
  const { conversation, inThread } = message;
  const place = inThread === undefined
    ? `/conversations/${conversation}`
    : threadPath(conversation, inThread);
  return (
    <div class="actions">
      <Way href={placeOf(message)}>{t("message.page.context")}</Way>
      {message.kind === "text" && (
        <>
          <Way href={`${place}?reply=${message.seq}#composer`}>
            {t("message.reply")}
          </Way>
          <Way href={aloud(message)}>{t("voice.answer")}</Way>
          {message.inThread === undefined && (
            <Way href={threadPath(conversation, message.seq)}>
              {t("message.thread.open")}
            </Way>
          )}
          {message.poll && (
            <Way href={`${pathOf(message)}/votes`}>{t("poll.page.title")}</Way>
          )}
          <Way href={`${pathOf(message)}/reactions`}>
            {t("message.reactions.title")}
          </Way>
          {!visited && (
            <Way href={`${pathOf(message)}/saved`}>{t("message.save")}</Way>
          )}
          {!visited && message.files && message.until === undefined && (
            <Way href={`${pathOf(message)}/keep`}>{t("drive.keep")}</Way>
          )}
          {!visited && mayForward(message) && (
            <Way href={`${pathOf(message)}/forward`}>
              {t("message.forward")}
            </Way>
          )}
          {mayPin && (
            <Way href={`${pathOf(message)}/pin`}>
              {t(message.pinned ? "message.unpin" : "message.pin")}
            </Way>
          )}
        </>
      )}
      <Way href={`${pathOf(message)}/unread`}>
        {t("inbox.waiting.unread_from")}
      </Way>
      {message.kind === "text" && !mine && (
        <Way href={`${pathOf(message)}/report`}>{t("message.report")}</Way>
      )}
    </div>
  );
}

/** Where one answers it aloud, beside it or in the thread it stands in. */
function aloud({ conversation, seq, inThread }: ShownMessage): string {
  const thread = inThread === undefined ? "" : `&thread=${inThread}`;
  return `/conversations/${conversation}/voice?reply_to=${seq}${thread}`;
}

function Way({ href, children }: { href: string; children: string }) {
  return <a class="button" data-small href={href}>{children}</a>;
}
