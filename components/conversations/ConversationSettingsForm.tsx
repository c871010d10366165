import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { EncryptionCard } from "@/components/conversations/EncryptionLabel.tsx";
import {
  DESCRIPTION_LIMIT,
  NAME_LIMIT,
  type NamedConversation,
} from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Name and description of a group. Goes inside `<Page>`. */
export function ConversationSettingsForm(
  { conversation, token, values, errors, sentence }: {
    conversation: NamedConversation;
    token: string;
    /** Kept when saving was refused. */
    values?: { name?: string; description?: string } | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form
      class="form"
      method="post"
      action={`/conversations/${conversation.id}/settings`}
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <Field
        name="name"
        label={t("conversation.settings.name")}
        value={values?.name ?? conversation.name}
        error={errors?.name}
        maxlength={NAME_LIMIT}
        autocomplete="off"
        required
      />
      <Field
        name="description"
        label={t("conversation.settings.description")}
        hint={t("conversation.settings.description_hint")}
        value={values?.description ?? conversation.description}
        error={errors?.description}
        maxlength={DESCRIPTION_LIMIT}
        rows={3}
        optional
      />
      <EncryptionCard encryption={conversation.encryption} />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
        <ButtonLink href={`/conversations/${conversation.id}/picture/change`}>
          {t("conversation.picture.title")}
        </ButtonLink>
        {conversation.myRole === "owner" && (
          <>
            <ButtonLink href={`/conversations/${conversation.id}/rights`}>
              {t("conversation.rights.link")}
            </ButtonLink>
            <ButtonLink href={`/conversations/${conversation.id}/rules`}>
              {t("conversation.content.title")}
            </ButtonLink>
            <ButtonLink href={`/conversations/${conversation.id}/public`}>
              {t("conversation.public.title")}
            </ButtonLink>
          </>
        )}
      </div>
    </form>
  );
}
