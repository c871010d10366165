import { EmptyState } from "@/components/layout/EmptyState.tsx";
import type { DriveFolder, OwnFile } from "@/lib/files/drive_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";

/** Folders and files of one's own, as they were asked for. */
export function DriveList(
  { folders, files, next, searched }: {
    folders: readonly DriveFolder[];
    files: readonly OwnFile[];
    next: string | undefined;
    /** Was something looked for? */
    searched: boolean;
  },
) {
  const { t, language, brief, full, iso } = useReader();
  if (folders.length + files.length === 0) {
    return (
      <EmptyState
        art="list"
        title={t(searched ? "drive.none.title" : "drive.empty.title")}
        text={t(searched ? "drive.none.text" : "drive.empty.text")}
      />
    );
  }
  return (
    <>
      <ul class="own-files" aria-label={t("drive.title")}>
        {folders.map(({ id, name }) => (
          <li key={id}>
            <a href={`/files?folder=${id}`}>
              <bdi>{name}</bdi>
              <small>{t("drive.folder")}</small>
            </a>
          </li>
        ))}
        {files.map((file) => (
          <li key={file.id} data-file-id={file.id}>
            <a href={`/files/${file.id}`}>
              <bdi>{file.name}</bdi>
              <small>
                {sizeText(file.size, language)}
                {" · "}
                <time datetime={iso(file.at)} title={full(file.at)}>
                  {brief(file.at)}
                </time>
                {file.star && ` · ${t("drive.starred")}`}
              </small>
            </a>
          </li>
        ))}
      </ul>
      {next && (
        <div class="actions">
          <a class="button" href={next}>{t("drive.more")}</a>
        </div>
      )}
    </>
  );
}
