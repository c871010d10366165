import { useReader } from "@/lib/i18n/reader.ts";

/** What waits to be looked at, each with the way there; nothing when nothing does. */
export function Notices(
  { unsendable = 0, reminder = 0, mentions = 0 }: {
    /** Saved messages one wanted to be reminded of by now. */
    reminder?: number | undefined;
    /** Mentions that were not seen. */
    mentions?: number | undefined;
    /** Scheduled messages that were not sent. */
    unsendable?: number | undefined;
  },
) {
  const { t } = useReader();
  return (
    <>
      {mentions > 0 && (
        <p class="notice">
          <a href="/notices">@ {t("mention.count", { count: mentions })}</a>
        </p>
      )}
      {reminder > 0 && (
        <p class="notice">
          <a href="/saved">{t("message.saved.notice", { count: reminder })}</a>
        </p>
      )}
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
