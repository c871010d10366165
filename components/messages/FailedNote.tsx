import { useReader } from "@/lib/i18n/reader.ts";

/** Under one's own row that did not arrive: why, and the two ways on. Given to `MessageRow` as its child. */
export function FailedNote(
  { reason, onRetry, onDiscard }: {
    /** A sentence, when the server gave one. */
    reason?: string | undefined;
    onRetry?: (() => void) | undefined;
    onDiscard?: (() => void) | undefined;
  },
) {
  const { t } = useReader();
  return (
    <p class="failed" role="alert">
      <span>{reason ?? t("message.failed")}</span>
      <button
        class="button"
        type="button"
        data-small
        data-retry
        onClick={onRetry}
      >
        {t("message.retry")}
      </button>
      <button
        class="button"
        type="button"
        data-small
        data-discard
        onClick={onDiscard}
      >
        {t("message.discard")}
      </button>
    </p>
  );
}
