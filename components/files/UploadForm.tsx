import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FieldError, fieldId } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Puts files into the open folder. */
export function UploadForm(
  { folder, token, limit, most, arrived, errors, sentence }: Refused & {
    folder: string | undefined;
    token: string;
    /** Megabytes of one. */
    limit: number;
    /** How many at once. */
    most: number;
    /** What came with the form before. */
    arrived: readonly { id: string; name: string }[];
  },
) {
  const { t } = useReader();
  const id = fieldId("files");
  return (
    <form
      class="form"
      method="post"
      encType="multipart/form-data"
      action="/files/new"
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      {folder && <input type="hidden" name="folder" value={folder} />}
      {arrived.length > 0 && (
        <fieldset class="field">
          <legend>{t("file.new.arrived")}</legend>
          {arrived.map((file) => (
            <label class="check" key={file.id}>
              <input type="checkbox" name="files" value={file.id} checked />
              <bdi>{file.name}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      <div class="field">
        <label for={id}>{t("file.new.files")}</label>
        <input
          id={id}
          type="file"
          name="files"
          multiple
          aria-describedby={`${id}-hint`}
          aria-invalid={errors?.files ? "true" : undefined}
        />
        <p class="hint" id={`${id}-hint`}>
          {t("file.new.hint", { limit, most })}
        </p>
        <FieldError name="files" error={errors?.files} />
      </div>
      <div class="actions">
        <Button kind="primary">{t("drive.upload.go")}</Button>
      </div>
    </form>
  );
}
