import { useSignal } from "@preact/signals";
import { render } from "preact";
import { useContext, useEffect, useMemo } from "preact/hooks";
import { Composer } from "@/components/messages/Composer.tsx";
import { FailedNote } from "@/components/messages/FailedNote.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { startComposing } from "@/lib/client/composing.ts";
import type { Outbox, Waiting } from "@/lib/client/outbox.ts";
import { outboxPlace, pendingMessage } from "@/lib/client/pending_rows.ts";
import { pagePhrases } from "@/lib/client/phrases.ts";
import {
  clientReader,
  type Direction,
  type Reader,
  ReaderContext,
} from "@/lib/i18n/reader.ts";

/** Plain data only. The words come with the stream script. */
export interface MessageComposerProps {
  conversation: { id: string; title: string };
  me: Profile;
  token: string;
  clientId: string;
  text?: string | undefined;
  error?: string | undefined;
  language: string;
  direction: Direction;
  timeZone: string;
}

/**
 * The composer with scripts: what is sent shows at once and is kept until the
 * server has it. The form itself is the server's own.
 */
export default function MessageComposer(props: MessageComposerProps) {
  const { conversation, me, token } = props;
  const error = useSignal(props.error);
  const clientId = useSignal(props.clientId);
  // On the server the page's own reader; in the browser there is no page around it.
  const page = useContext(ReaderContext);
  const reader = useMemo(
    () => page ?? clientReader({ ...props, phrases: pagePhrases() }),
    [],
  );

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
  const { clientId, state, reason = "" } = waiting;
  const said = reason === "unknown"
    ? reader.t("live.queued")
    : reason === "signed-out"
    ? reader.t("live.sign_in")
    : reason;
  const message = pendingMessage(waiting, me, before);
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
