import { useReader } from "@/lib/i18n/reader.ts";

/** How many are waiting: the number for the eye, a sentence for the ear. */
export function Badge({ count }: { count: number }) {
  const { t, number } = useReader();
  return (
    <span class="badge">
      <span aria-hidden="true">{number(Math.min(count, 999))}</span>
      <span class="said">{t("inbox.unread", { count })}</span>
    </span>
  );
}
