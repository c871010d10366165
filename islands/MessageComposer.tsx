import { useSignal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { Composer } from "@/components/messages/Composer.tsx";
import { FailedNote } from "@/components/messages/FailedNote.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { startComposing } from "@/lib/client/composing.ts";
import type { Outbox, Waiting } from "@/lib/client/outbox.ts";
import { outboxPlace } from "@/lib/client/pending_rows.ts";
import { plainHtml } from "@/lib/client/send_message.ts";
import { trustedHtml } from "@/lib/client/trusted.ts";
import {
  clientReader,
  type Reader,
  ReaderContext,
  type ReaderProps,
} from "@/lib/i18n/reader.ts";

/** Plain data only; `reader` is made by `composerReader()`. */
export interface MessageComposerProps {
  conversation: { id: string; title: string };
  me: Profile;
  token: string;
  clientId: string;
  text?: string | undefined;
  error?: string | undefined;
  reader: ReaderProps;
}

/**
 * The composer with scripts: what is sent shows at once and is kept until the
 * server has it. The form itself is the server's own.
 */
export default function MessageComposer(props: MessageComposerProps) {
  const { conversation, me, token } = props;
  const error = useSignal(props.error);
  const clientId = useSignal(props.clientId);
  const reader = useMemo(() => clientReader(props.reader), []);

  useEffect(() =>
    startComposing({
      account: me.id,
      conversation: conversation.id,
      token,
      clientId: props.clientId,
      renew: (id) => clientId.value = id,
      complain: (sentence) => error.value = sentence,
      draw(outbox) {
        const place = outboxPlace();
        const rows = outbox.list(conversation.id).map((waiting) => (
          <PendingRow
            key={waiting.clientId}
            waiting={waiting}
            me={me}
            before={place?.before ?? ""}
            outbox={outbox}
            reader={reader}
          />
        ));
        if (place) render(<>{rows}</>, place.element);
      },
    }), []);

  return (
    <ReaderContext.Provider value={reader}>
      <Composer
        conversation={conversation}
        token={token}
        clientId={clientId.value}
        text={props.text}
        error={error.value}
      />
    </ReaderContext.Provider>
  );
}

/** A message on its way, drawn by the same row as all others. */
function PendingRow(
  { waiting, me, before, outbox, reader }: {
    waiting: Waiting;
    me: Profile;
    /** Who wrote the row before it. */
    before: string;
    outbox: Outbox;
    reader: Reader;
  },
) {
  const { clientId, conversation, text, at, state, reason = "" } = waiting;
  const said = reason === "unknown"
    ? reader.t("live.queued")
    : reason === "signed-out"
    ? reader.t("live.sign_in")
    : reason;
  const message = {
    seq: 0,
    id: clientId,
    conversation,
    author: me,
    at,
    kind: "text",
    html: trustedHtml(plainHtml(text)),
    text,
    previous: { author: before, at, kind: "text" },
  } as const;
  return (
    <ReaderContext.Provider value={reader}>
      <MessageRow message={message} mine state={state} clientId={clientId}>
        {state === "failed" && (
          <FailedNote
            reason={said || undefined}
            onRetry={() => outbox.flush(clientId)}
            onDiscard={() => outbox.discard(clientId)}
          />
        )}
      </MessageRow>
    </ReaderContext.Provider>
  );
}
