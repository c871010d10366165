import { useReader } from "@/lib/i18n/reader.ts";

/** What can be typed, each with an example. */
export function SearchHelp() {
  const { t } = useReader();
  const lines = [
    [t("search.help.example.words"), t("search.help.words")],
    [t("search.help.example.phrase"), t("search.help.phrase")],
    [t("search.help.example.prefix"), t("search.help.prefix")],
    [t("search.help.example.not"), t("search.help.not")],
    ["from:ana", t("search.help.from")],
    [t("search.help.example.in"), t("search.help.in")],
    ["has:link", t("search.help.has")],
    ["is:edited", t("search.help.is")],
    ["before:2026-10-01", t("search.help.before")],
  ] as const;
  return (
    <section>
      <p class="hint">{t("search.start")}</p>
      <h2>{t("search.help")}</h2>
      <dl class="ask">
        {lines.map(([example, meaning]) => (
          <div key={example}>
            <dt>
              <code dir="auto">{example}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a class="link" href="/people">{t("search.everybody")}</a> ·{" "}
        <a class="link" href="/keys">{t("keys.title")}</a>
      </p>
    </section>
  );
}
