import { ButtonLink } from "@/components/controls/Button.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { Profile } from "@/lib/accounts/model.ts";
import { lookPath } from "@/lib/files/look_model.ts";
import { type FileGroup, filePath, groupOf } from "@/lib/files/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";

const SIGNS: Readonly<Record<FileGroup, string>> = {
  pictures: "🖼️",
  films: "🎬",
  sounds: "🎵",
  documents: "📄",
  other: "📦",
};

interface Row {
  readonly conversation: string;
  readonly seq: number;
  readonly file: string;
  readonly type: string;
  readonly size: number;
  readonly name?: string;
  readonly at: number;
  readonly sender: Profile;
}

/** Files of a conversation, each with the way to the message it came with. */
export function FilesList(
  { files, next, asked }: {
    files: readonly Row[];
    /** Leads to older ones. */
    next: string | null;
    /** Was anything asked of them? */
    asked: boolean;
  },
) {
  const { t } = useReader();
  return (
    <div class="kept">
      {files.length === 0 && !next && (
        <EmptyState
          art="list"
          title={t(asked ? "file.list.no_match" : "file.list.none")}
          text={t(asked ? "file.list.no_match_text" : "file.list.none_text")}
        />
      )}
      {files.length === 0 && next && <p>{t("file.list.not_yet")}</p>}
      {files.map((row) => <FileRow key={row.file + row.seq} row={row} />)}
      {next && <a class="link" href={next}>{t("file.list.older")}</a>}
    </div>
  );
}

function FileRow({ row }: { row: Row }) {
  const { t, full, iso, language } = useReader();
  const group = groupOf(row);
  const bytes = filePath(row, row);
  return (
    <section data-file={row.file}>
      <h2>
        <span role="img" aria-label={t(`file.group.${group}`)}>
          {SIGNS[group]}
        </span>{" "}
        <a href={row.name === undefined ? bytes : lookPath(bytes)}>
          <bdi>{row.name ?? t("file.list.voice")}</bdi>
        </a>
      </h2>
      <p class="quiet">
        {sizeText(row.size, language)}
        {" · "}
        <bdi>{nameOf(row.sender.name, t)}</bdi>
        {" · "}
        <time datetime={iso(row.at)}>{full(row.at)}</time>
      </p>
      <div class="actions">
        <ButtonLink small href={pathOf(row)}>
          {t("file.list.message")}
        </ButtonLink>
      </div>
    </section>
  );
}
