import { FieldError, fieldId } from "@/components/controls/Field.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";

/** Files that came with the form before, which need not come again. */
export function ArrivedFiles(
  { arrived }: {
    arrived: readonly { id: string; name: string; size: number }[];
  },
) {
  const { t, language } = useReader();
  if (arrived.length === 0) return null;
  return (
    <fieldset class="field">
      <legend>{t("file.new.arrived")}</legend>
      {arrived.map((file) => (
        <label class="check" key={file.id}>
          <input type="checkbox" name="files" value={file.id} checked />
          <span>
            <bdi>{file.name}</bdi>{" "}
            <small>{sizeText(file.size, language)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Where files are chosen. What must be known before they are taken stands above it. */
export function FilesField(
  { limit, most, error }: {
    /** Megabytes of one. */
    limit: number;
    /** How many at once. */
    most: number;
    error: string | undefined;
  },
) {
  const { t } = useReader();
  const id = fieldId("files");
  return (
    <div class="field">
      <label for={id}>{t("file.new.files")}</label>
      <input
        id={id}
        type="file"
        name="files"
        multiple
        aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`}
        aria-invalid={error ? "true" : undefined}
      />
      <p class="hint" id={`${id}-hint`}>
        {t("file.new.hint", { limit, most })}
      </p>
      <FieldError name="files" error={error} />
    </div>
  );
}
