import { FailedNote } from "@/components/messages/FailedNote.tsx";
import { BareRow } from "@/components/messages/BareRow.tsx";
import { type Reader, ReaderContext } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** A message on its way, drawn by the same row as all others. */
export function PendingRow(
  { message, state, reason = "", reader, onRetry, onDiscard }: {
    message: ShownMessage;
    state: "pending" | "failed";
    reason?: string | undefined;
    reader: Reader;
    onRetry: () => void;
    onDiscard: () => void;
  },
) {
  const said = reason === "unknown"
    ? reader.t("live.queued")
    : reason === "signed-out"
    ? reader.t("live.sign_in")
    : reason;
  return (
    <ReaderContext.Provider value={reader}>
      <BareRow message={message} mine state={state} clientId={message.id}>
        {state === "failed" && (
          <FailedNote
            reason={said || undefined}
            onRetry={onRetry}
            onDiscard={onDiscard}
          />
        )}
      </BareRow>
    </ReaderContext.Provider>
  );
}
