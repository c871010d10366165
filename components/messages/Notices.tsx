import { useReader } from "@/lib/i18n/reader.ts";

/** What waits to be looked at, each with the way there; nothing when nothing does. */
export function Notices(
  { unsendable = 0 }: {
    /** Scheduled messages that were not sent. */
    unsendable?: number | undefined;
  },
) {
  const { t } = useReader();
  return (
    <>
      {unsendable > 0 && (
        <p class="notice">
          <a href="/scheduled">
            {t("message.schedule.notice", { count: unsendable })}
          </a>
        </p>
      )}
    </>
  );
}
