import { useReader } from "@/lib/i18n/reader.ts";

/** How many are waiting: the number for the eye, a sentence for the ear. */
export function Badge(
  { count, mentions = 0 }: {
    count: number;
    /** How many of them mention the reader. */
    mentions?: number | undefined;
  },
) {
  const { t, number } = useReader();
  return (
    <span class="badge">
      <span aria-hidden="true">
        {mentions > 0 && "@"}
        {number(Math.min(count, 999))}
      </span>
      <span class="said">
        {t("inbox.unread", { count })}
        {mentions > 0 && ` · ${t("inbox.mentioned", { count: mentions })}`}
      </span>
    </span>
  );
}
