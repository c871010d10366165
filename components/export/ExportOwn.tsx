import { useReader } from "@/lib/i18n/reader.ts";

/** One thing of one's own. */
export interface OwnRow {
  readonly title: string;
  /** The page in the export it leads to. */
  readonly href?: string;
  readonly text?: string;
  /** What else is to be said of it; empty words are left out. */
  readonly note?: readonly string[];
}

/** What is a person's own and stands in no conversation. */
export function ExportOwn(
  { sections }: {
    sections: readonly (readonly [title: string, rows: readonly OwnRow[]])[];
  },
) {
  const { t } = useReader();
  return (
    <>
      {sections.map(([title, rows]) => (
        <section key={title}>
          <h2>{title}</h2>
          {rows.length === 0 && <p class="gone">{t("export.own.none")}</p>}
          <ul class="own">
            {rows.map((row) => (
              <li key={row.title}>
                {row.href
                  ? <a href={row.href} dir="auto">{row.title}</a>
                  : <b dir="auto">{row.title}</b>}
                {row.text && <p dir="auto">{row.text}</p>}
                <p>
                  <small>
                    {(row.note ?? []).filter((one) => one !== "").map((one) => (
                      <bdi key={one}>{`${one} `}</bdi>
                    ))}
                  </small>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
