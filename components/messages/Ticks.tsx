import { useReader } from "@/lib/i18n/reader.ts";

/** Where one's own message is on its way. */
export type SendState = "pending" | "sent" | "failed";

/** How far one's own message has come: drawn for the eye, named for the ear. */
export function Ticks({ state, read }: { state: SendState; read: boolean }) {
  const { t } = useReader();
  const label = state === "pending"
    ? t("message.pending")
    : state === "failed"
    ? t("message.failed")
    : read
    ? t("message.read")
    : t("message.sent");
  return <span class="ticks" role="img" aria-label={label} />;
}
