import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Letting everybody read a group, or no longer. Goes inside `<Page>`. */
export function PublishForm(
  { conversation, allowed, origin, token, typed, errors, sentence }: {
    conversation: NamedConversation;
    /** Does the server allow it? */
    allowed: boolean;
    /** The public address links begin with. */
    origin: string;
    token: string;
    /** Kept when it was refused. */
    typed?: string | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const action = `/conversations/${conversation.id}/public`;
  const { slug } = conversation;
  if (slug) {
    const address = `${origin}/public/${slug}`;
    return (
      <form class="form" method="post" action={action}>
        <ErrorSummary errors={errors} sentence={sentence} />
        <FormToken token={token} />
        <p>
          <a class="link" href={`/public/${slug}`}>
            {t("conversation.public.now", { address })}
          </a>
        </p>
        <div class="actions">
          <Button name="_action" value="remove">
            {t("conversation.public.off")}
          </Button>
        </div>
      </form>
    );
  }
  if (!allowed) {
    return <Notice kind="info">{t("conversation.public.not_allowed")}</Notice>;
  }
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <p>{t("conversation.public.text")}</p>
      <Field
        name="slug"
        label={t("conversation.public.slug")}
        hint={t("conversation.public.slug_hint")}
        value={typed}
        error={errors?.slug}
        maxlength={40}
        autocomplete="off"
        verbatim
        required
      />
      <div class="actions">
        <Button kind="danger">{t("conversation.public.on")}</Button>
      </div>
    </form>
  );
}
