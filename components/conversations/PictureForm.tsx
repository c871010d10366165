import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { FieldError, fieldId } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** A group's picture: another one, or none. Goes inside `<Page>`. */
export function PictureForm(
  { conversation, token, errors, sentence }: {
    conversation: NamedConversation;
    token: string;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const id = fieldId("picture");
  return (
    <form
      class="form"
      method="post"
      encType="multipart/form-data"
      action={`/conversations/${conversation.id}/picture`}
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <Face {...conversation.face} group size="large" />
      <div class="field">
        <label for={id}>{t("people.picture.label")}</label>
        <input
          id={id}
          type="file"
          name="picture"
          accept="image/jpeg,image/png,image/webp,image/gif"
          aria-describedby={`${id}-hint`}
          aria-invalid={errors?.picture ? "true" : undefined}
        />
        <p class="hint" id={`${id}-hint`}>{t("people.picture.hint")}</p>
        <FieldError name="picture" error={errors?.picture} />
      </div>
      <div class="actions">
        <Button kind="primary">{t("conversation.picture.save")}</Button>
        {conversation.picture && (
          <Button name="picture_remove" value="on">
            {t("people.picture.remove")}
          </Button>
        )}
      </div>
    </form>
  );
}
