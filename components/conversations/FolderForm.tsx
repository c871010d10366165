import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The fields of a folder as they stand, or as they were typed. */
export type FolderValues = Readonly<
  Partial<
    Record<"name" | "unread" | "mentioned" | "kind" | "people" | "tag", string>
  >
>;

/** A folder's name and its rules. */
export function FolderForm(
  { action, deed, submit, token, values, errors, sentence }: {
    action: string;
    deed: "create" | "change";
    /** The words on the button. */
    submit: string;
    token: string;
    values: FolderValues;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <input type="hidden" name="_action" value={deed} />
      <Field
        name="name"
        label={t("inbox.folders.name")}
        value={values.name ?? ""}
        required
        error={errors?.name}
      />
      <fieldset class="fields">
        <legend>{t("inbox.folders.rules")}</legend>
        <p class="hint">{t("inbox.folders.rules_hint")}</p>
        <Check
          name="unread"
          label={t("inbox.folders.unread")}
          checked={values.unread === "on"}
        />
        <Check
          name="mentioned"
          label={t("inbox.folders.mentioned")}
          checked={values.mentioned === "on"}
        />
        <Field
          name="kind"
          label={t("inbox.folders.kind")}
          value={values.kind ?? ""}
          error={errors?.kind}
          options={[
            { value: "", label: t("inbox.folders.any") },
            { value: "direct", label: t("inbox.folders.direct") },
            { value: "group", label: t("inbox.folders.group") },
          ]}
        />
        <Field
          name="people"
          label={t("inbox.folders.people")}
          value={values.people ?? ""}
          hint={t("inbox.folders.people_hint")}
          error={errors?.people}
          optional
          verbatim
        />
        <Field
          name="tag"
          label={t("inbox.folders.tag")}
          value={values.tag ?? ""}
          error={errors?.tag}
          optional
        />
      </fieldset>
      <div class="actions">
        <Button kind="primary">{submit}</Button>
      </div>
    </form>
  );
}
