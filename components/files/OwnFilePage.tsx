import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import type { DriveFolder, OwnFile } from "@/lib/files/drive_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import { sizeText } from "@/lib/i18n/sizes.ts";

/** A file of one's own, and what can be done with it. */
export function OwnFilePage(
  { file, folders, token, kept, errors, sentence }: Refused & {
    file: OwnFile;
    folders: readonly DriveFolder[];
    token: string;
    /** As it was typed, when it was refused. */
    kept: Readonly<Record<string, string>> | null;
  },
) {
  const { t, language, full } = useReader();
  const path = `/files/${file.id}`;
  const binned = file.binned !== undefined;
  return (
    <>
      <section>
        <p>
          {sizeText(file.size, language)} · {full(file.at)}
        </p>
        <div class="actions">
          <ButtonLink kind="primary" href={`${path}/bytes?download`}>
            {t("drive.download")}
          </ButtonLink>
          {!binned && (
            <ButtonLink href={`${path}/forward`}>{t("drive.share")}</ButtonLink>
          )}
        </div>
      </section>
      {!binned && (
        <form class="form" method="post" action={path}>
          <h2>{t("drive.change")}</h2>
          <ErrorSummary errors={errors} sentence={sentence} />
          <FormToken token={token} />
          <Field
            name="name"
            label={t("drive.name")}
            maxlength={255}
            value={kept?.name ?? file.name}
            error={errors?.name}
          />
          <Field
            name="folder"
            label={t("drive.folder")}
            value={kept?.folder ?? file.folder ?? ""}
            options={[
              { value: "", label: t("drive.nowhere") },
              ...folders.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Check
            name="star"
            label={t("drive.star")}
            checked={kept ? kept.star === "on" : file.star === true}
          />
          <div class="actions">
            <Button kind="primary" name="_action" value="change">
              {t("common.save")}
            </Button>
          </div>
        </form>
      )}
      <form class="form" method="post" action={path}>
        <FormToken token={token} />
        <p class="hint">{t(binned ? "drive.bin.hint" : "drive.bin.lead")}</p>
        <div class="actions">
          <Button
            kind={binned ? "primary" : "danger"}
            name="_action"
            value={binned ? "restore" : "bin"}
          >
            {t(binned ? "drive.restore" : "drive.to_bin")}
          </Button>
        </div>
      </form>
    </>
  );
}
