import type { ShownFile } from "@/components/files/FilePage.tsx";
import type { ZipTable } from "@/lib/files/look_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";

/** As much of a file as a page can show. Nothing in it runs. */
export function FileSeen({ file }: { file: ShownFile }) {
  const { t } = useReader();
  const { look, path, name, text, html } = file;
  if (file.size === 0) return <p class="quiet">{t("file.page.empty")}</p>;
  if (look === "picture") {
    return (
      <div class="whole">
        <img src={path} alt={name} />
      </div>
    );
  }
  if (look === "film") {
    return (
      <div class="whole">
        <video controls preload="metadata" src={path} aria-label={name} />
      </div>
    );
  }
  if (look === "sound") {
    return <audio controls preload="metadata" src={path} aria-label={name} />;
  }
  if (file.table !== undefined) return <Inside table={file.table} />;
  if (!text) return <p class="quiet">{t("file.page.none")}</p>;
  return (
    <>
      {/* Reached by the keyboard, so that it can be scrolled by it. */}
      <pre
        tabindex={0}
        role="region"
        aria-label={t("file.page.scroll")}
        dir="auto"
      >
        {html
          ? <code data-sheet="code" dangerouslySetInnerHTML={{ __html: html }} />
          : <code>{text.words}</code>}
      </pre>
      {text.cut && <p class="quiet">{t("file.page.cut")}</p>}
    </>
  );
}

function Inside({ table }: { table: ZipTable | null }) {
  const { t, language } = useReader();
  if (!table) return <p class="quiet">{t("file.page.archive_bad")}</p>;
  const { count, entries } = table;
  return (
    <>
      <p>
        {t("file.page.archive", { count })}
        {count > entries.length && (
          <>
            {" "}
            {t("file.page.archive_cut", { count: entries.length })}
          </>
        )}
      </p>
      <ul class="inside">
        {entries.map(({ name, size }, i) => (
          <li key={i}>
            <bdi>{name}</bdi>{" "}
            {size !== undefined && <small>{sizeText(size, language)}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}
