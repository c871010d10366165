import { useReader } from "@/lib/i18n/reader.ts";

/** At a message that vanishes by itself: when. The page's script takes the row away at that moment, even where no stream tells it. */
export function Going({ at, until }: { at: number; until: number }) {
  const { t, iso, brief, full } = useReader();
  return (
    <small
      class="going"
      data-sheet="hung"
      data-until={until}
      title={t("retention.going_full", { when: full(until) })}
    >
      {t("retention.going")}{" "}
      <time datetime={iso(until)}>{brief(until, at)}</time>
    </small>
  );
}

/** The same as a sentence, on the message's own page; nothing where it has no end. */
export function GoingLine({ until }: { until: number | undefined }) {
  const { t, full } = useReader();
  return until === undefined
    ? null
    : <p class="quiet">{t("retention.going_full", { when: full(until) })}</p>;
}
