import { Icon } from "@/components/controls/Icon.tsx";
import { FileSign } from "@/components/files/FileSign.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";
import { isShownSmall, lookOf, lookPath } from "@/lib/files/look_model.ts";
import { type Attached, filePath } from "@/lib/files/model.ts";

/** The files of a message in its row. Each leads to its own page, and can be saved from here. */
export function Attachments(
  { message, files }: {
    message: { conversation: string; seq: number };
    files: readonly Attached[];
  },
) {
  return (
    <ul class="files" data-sheet="files">
      {files.map((file) => (
        <li key={file.file}>
          <Attachment file={file} path={filePath(message, file)} />
        </li>
      ))}
    </ul>
  );
}

function Attachment({ file, path }: { file: Attached; path: string }) {
  const { t, language } = useReader();
  const look = lookOf(file.type);
  return (
    <>
      <a href={lookPath(path)}>
        {/* Its box is fixed, whatever comes: nothing jumps. */}
        {isShownSmall(file) && (
          <img src={path} alt="" width={240} height={160} loading="lazy" />
        )}
        <FileSign look={look} />
        <bdi>{file.name}</bdi> <small>{sizeText(file.size, language)}</small>
      </a>
      <a class="icon" href={path} download title={t("file.download")}>
        <Icon name="down" />
        <span class="said">{t("file.download")}</span>
      </a>
      {look === "sound" && (
        <audio controls preload="none" src={path} aria-label={file.name} />
      )}
    </>
  );
}
