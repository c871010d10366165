import { useSignal } from "@preact/signals";
import { render } from "preact";
import { useContext, useEffect, useMemo } from "preact/hooks";
import { Composer } from "@/components/messages/Composer.tsx";
import { PendingRow } from "@/components/messages/PendingRow.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { startComposing } from "@/lib/client/composing.ts";
import { outboxPlace, pendingMessage } from "@/lib/client/pending_rows.ts";
import { pagePhrases } from "@/lib/client/phrases.ts";
import {
  clientReader,
  type Direction,
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
  answering?: boolean;
  /** Is the text one that was left unsent? */
  unsent?: { clientId: string; at: number } | undefined;
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
      draw(outbox, waiting) {
        const place = outboxPlace();
        const rows = waiting.map((one) => (
          <PendingRow
            key={one.clientId}
            message={pendingMessage(one, me, place?.before ?? "")}
            state={one.state}
            reason={one.reason}
            reader={reader}
            onRetry={() => outbox.flush(one.clientId)}
            onDiscard={() => outbox.discard(one.clientId)}
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
        unsent={props.unsent}
        error={error.value}
        answering={props.answering ?? false}
      />
    </ReaderContext.Provider>
  );
}
