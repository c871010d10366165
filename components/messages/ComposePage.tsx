import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { SendAtField } from "@/components/messages/SendAtField.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Writing a message with room, and every way to part with it. Goes inside `<Page>`. */
export function ComposePage(
  { conversation, token, clientId, unsent, text, reply, errors, sendAt }: {
    conversation: { id: string };
    token: string;
    clientId: string;
    /** Client id under which the text is kept. */
    unsent?: string | undefined;
    text?: string | undefined;
    /** Number of the message it answers. */
    reply?: number | undefined;
    errors: { readonly text?: string; readonly send_at?: string };
    /** What the field for the time holds. */
    sendAt: string;
  },
) {
  const { t } = useReader();
  const path = `/conversations/${conversation.id}`;
  return (
    <form class="form" method="post" action={`${path}/messages`}>
      <FormToken token={token} />
      <input type="hidden" name="client_id" value={clientId} />
      {unsent && <input type="hidden" name="unsent" value={unsent} />}
      {reply && <input type="hidden" name="reply_to" value={reply} />}
      <Field
        name="text"
        label={t("message.text")}
        rows={8}
        value={text}
        hint={t("message.compose.kept")}
        error={errors.text}
      />
      <div class="actions">
        <Button kind="primary">{t("message.send")}</Button>
        <button
          class="button"
          type="submit"
          formaction={`${path}/compose`}
          name="_action"
          value="keep"
        >
          {t("message.compose.keep")}
        </button>
        <ButtonLink href={`${path}/polls/new`}>
          {t("poll.new.title")}
        </ButtonLink>
        <ButtonLink href={`${path}/files/new`}>
          {t("file.new.title")}
        </ButtonLink>
        <ButtonLink href={`${path}/voice`}>{t("voice.new.title")}</ButtonLink>
        <ButtonLink href={`${path}/commands`}>
          {t("command.link")}
        </ButtonLink>
      </div>
      <SendAtField value={sendAt} error={errors.send_at} />
      <div class="actions">
        <button
          class="button"
          type="submit"
          formaction={`${path}/scheduled`}
        >
          {t("message.schedule.button")}
        </button>
        <a class="quiet" href={`${path}/scheduled`}>
          {t("message.schedule.title")}
        </a>
      </div>
    </form>
  );
}
