import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";
import { type Attached, filePath } from "@/lib/files/model.ts";

/** The files of a message in its row. */
export function Attachments(
  { message, files }: {
    message: { conversation: string; seq: number };
    files: readonly Attached[];
  },
) {
  const { language } = useReader();
  return (
    <ul class="files" data-sheet="files">
      {files.map((file) => (
        <li key={file.file}>
          <a href={filePath(message, file)}>
            <bdi>{file.name}</bdi>
            <small>{sizeText(file.size, language)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}
