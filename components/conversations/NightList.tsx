import { useReader } from "@/lib/i18n/reader.ts";

/** What rules of retention removed, night by night. */
export function NightList(
  { nights }: {
    nights: readonly {
      readonly night: number;
      readonly messages: number;
      readonly days: number;
      /** Of which conversation, where several are listed. */
      readonly of?: string;
    }[];
  },
) {
  const { t, iso, full } = useReader();
  return (
    <section>
      <h2>{t("retention.log.title")}</h2>
      {nights.length === 0 && <p class="hint">{t("retention.log.empty")}</p>}
      <ul class="nights">
        {nights.map(({ night, messages, days, of }) => (
          <li key={`${night} ${of ?? ""}`}>
            {of !== undefined && (
              <>
                <b dir="auto">{of}</b>
                {" · "}
              </>
            )}
            {t("retention.log.removed", { count: messages })}
            {" · "}
            {t("retention.log.rule", { count: days })}
            {" · "}
            <time datetime={iso(night)}>{full(night)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
