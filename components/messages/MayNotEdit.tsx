import { Notice } from "@/components/layout/Notice.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** Why one's own message cannot be edited. */
export function MayNotEdit({ message }: { message: ShownMessage }) {
  const { t } = useReader();
  return (
    <Notice>
      {t(
        message.forwarded
          ? "message.forward.error.may_not_edit"
          : message.poll
          ? "poll.error.may_not_edit"
          : message.voice
          ? "voice.error.may_not_edit"
          : "message.edit.over",
      )}
    </Notice>
  );
}
