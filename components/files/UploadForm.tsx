import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { ArrivedFiles, FilesField } from "@/components/files/FilesField.tsx";
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
    arrived: readonly { id: string; name: string; size: number }[];
  },
) {
  const { t } = useReader();
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
      <ArrivedFiles arrived={arrived} />
      <FilesField limit={limit} most={most} error={errors?.files} />
      <div class="actions">
        <Button kind="primary">{t("drive.upload.go")}</Button>
      </div>
    </form>
  );
}
