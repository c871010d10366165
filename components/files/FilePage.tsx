import { Icon } from "@/components/controls/Icon.tsx";
import { FileSeen } from "@/components/files/FileSeen.tsx";
import { FileSign } from "@/components/files/FileSign.tsx";
import type { Look, ZipTable } from "@/lib/files/look_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";

/** What the page of a file is drawn from. */
export interface ShownFile {
  readonly name: string;
  readonly size: number;
  readonly look: Look;
  /** Where its bytes are, and the message. */
  readonly path: string;
  readonly place: string;
  readonly by: string;
  readonly at: number;
  /** Of a text, with the language's parts told apart if one is known. */
  readonly text?: { readonly words: string; readonly cut: boolean };
  readonly html?: string | null;
  readonly table?: ZipTable | null;
  /** Which one of the message's files, counted from one, and those beside it. */
  readonly nth: number;
  readonly count: number;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

/** A file by itself: looked at as a whole, saved, and left for the ones beside it. */
export function FilePage({ file }: { file: ShownFile }) {
  const { t, language, full, iso } = useReader();
  return (
    <article class="look">
      <FileSeen file={file} />
      <p class="facts">
        <FileSign look={file.look} />
        <span>
          {t(`file.kind.${file.look}`)}
          {" · "}
          {sizeText(file.size, language)}
          {" · "}
          {t("file.page.by", { name: file.by })}
          {" · "}
          <time datetime={iso(file.at)}>{full(file.at)}</time>
        </span>
      </p>
      <div class="actions">
        <a
          class="button"
          data-kind="primary"
          href={`${file.path}?download`}
          download
        >
          {t("file.download")}
        </a>
        <a class="button" href={file.place}>{t("file.page.message")}</a>
      </div>
      {file.count > 1 && <Beside file={file} />}
    </article>
  );
}

function Beside({ file }: { file: ShownFile }) {
  const { t } = useReader();
  return (
    <nav class="beside" aria-label={t("file.new.files")}>
      {file.previous && (
        <a rel="prev" href={file.previous}>
          <Icon name="back" />
          {t("file.page.previous")}
        </a>
      )}
      <span>
        {t("file.page.place", { at: file.nth, count: file.count })}
      </span>
      {file.next && (
        <a rel="next" href={file.next}>
          {t("file.page.next")}
          <Icon name="back" />
        </a>
      )}
    </nav>
  );
}
