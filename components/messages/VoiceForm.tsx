import type { ComponentChildren } from "preact";
import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field, FieldError, fieldId } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { QuotedLine } from "@/components/messages/Quoted.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Quote } from "@/lib/messages/model.ts";
import { VOICE_LONGEST } from "@/lib/messages/voice_model.ts";

/**
 * Sending a sound. Without script the browser's own field records where the
 * device can; with it the recorder stands above and fills that field.
 */
export function VoiceForm(
  { conversation, token, clientId, limit, kept, errors = {}, ...more }:
    & Refused
    & {
      conversation: string;
      token: string;
      clientId: string;
      /** Megabytes. */
      limit: number;
      /** What was typed, when the form comes back; and what it answers. */
      kept: Readonly<Record<string, string>>;
      /** What it answers. */
      quote?: Quote | undefined;
      /** The recorder. */
      children: ComponentChildren;
    },
) {
  const { t } = useReader();
  const id = fieldId("voice");
  const { reply_to, thread } = kept;
  return (
    <form
      class="form"
      method="post"
      encType="multipart/form-data"
      action={`/conversations/${conversation}/voice`}
    >
      <ErrorSummary errors={errors} sentence={more.sentence} />
      <FormToken token={token} />
      <input type="hidden" name="client_id" value={clientId} />
      {reply_to && <input type="hidden" name="reply_to" value={reply_to} />}
      {thread && <input type="hidden" name="thread" value={thread} />}
      <input type="hidden" name="ms" />
      <input type="hidden" name="bars" />
      {more.quote && (
        <p class="quote">
          <QuotedLine quote={more.quote} />
        </p>
      )}
      {more.children}
      <div class="field">
        <label for={id}>{t("voice.new.file")}</label>
        <input
          id={id}
          type="file"
          name="voice"
          accept="audio/*"
          capture="user"
          aria-describedby={`${id}-hint`}
          aria-invalid={errors.voice ? "true" : undefined}
        />
        <p class="hint" id={`${id}-hint`}>
          {t("voice.new.hint", { limit, minutes: VOICE_LONGEST / 60_000 })}
        </p>
        <FieldError name="voice" error={errors.voice} />
      </div>
      <Field
        name="text"
        label={t("voice.new.words")}
        rows={2}
        optional
        value={kept.text}
        error={errors.text}
      />
      <div class="actions">
        <Button kind="primary">{t("voice.new.send")}</Button>
      </div>
    </form>
  );
}
