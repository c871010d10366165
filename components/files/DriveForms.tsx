import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import type { DriveFolder } from "@/lib/files/drive_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** A new folder, or what can be done with the one that is open. */
export function FolderForms(
  { folder, name, token, errors, sentence }: Refused & {
    folder: DriveFolder | null;
    /** As it was typed. */
    name: string | undefined;
    token: string;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action="/files">
      <h2>{t(folder ? "drive.folder.change" : "drive.folder.new")}</h2>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      {folder && <input type="hidden" name="folder" value={folder.id} />}
      <Field
        name="name"
        label={t("drive.folder.name")}
        maxlength={255}
        value={name ?? folder?.name}
        error={errors?.name}
      />
      <div class="actions">
        <Button
          kind={folder ? "primary" : "plain"}
          name="_action"
          value={folder ? "rename-folder" : "create-folder"}
        >
          {t(folder ? "drive.folder.rename" : "drive.folder.create")}
        </Button>
        {folder && (
          <Button kind="danger" name="_action" value="drop-folder">
            {t("drive.folder.drop")}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Empties the bin. */
export function BinForm({ token }: { token: string }) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action="/files">
      <FormToken token={token} />
      <p class="hint">{t("drive.bin.hint")}</p>
      <div class="actions">
        <Button kind="danger" name="_action" value="empty-bin">
          {t("drive.bin.empty")}
        </Button>
      </div>
    </form>
  );
}
