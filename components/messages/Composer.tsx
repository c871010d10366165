import { fieldId, keptText } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Drawing } from "@/components/controls/Drawing.tsx";
import { plus, up } from "@/components/controls/Drawings.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Unsent } from "@/lib/conversations/unsent_model.ts";

/**
 * Where one writes. A plain form: the client id makes sending twice the same
 * as sending once, and a refused text comes back in the box.
 */
export function Composer(
  {
    conversation,
    token,
    clientId,
    text = "",
    unsent,
    error,
    answering = false,
  }: {
    conversation: { id: string; title: string };
    token: string;
    clientId: string;
    /** Kept when sending was refused. */
    text?: string | undefined;
    error?: string | undefined;
    unsent?: Pick<Unsent, "clientId" | "at"> | undefined;
    /** Is a message being answered, which stands above it? */
    answering?: boolean;
  },
) {
  const { t } = useReader();
  const id = fieldId("text");
  return (
    <form
      class="composer"
      id="composer"
      method="post"
      action={`/conversations/${conversation.id}/messages`}
      data-composer
      data-kept={unsent?.at}
    >
      <p class="is-typing" id="typing" aria-hidden="true"></p>
      {error && (
        <p
          class="error"
          id={`${id}-error`}
          data-error-for="text"
          role="alert"
        >
          {error}
        </p>
      )}
      <FormToken token={token} />
      <input type="hidden" name="client_id" value={clientId} />
      {unsent && <input type="hidden" name="unsent" value={unsent.clientId} />}
      <div class="box">
        <textarea
          id={id}
          name="text"
          rows={1}
          required
          dir="auto"
          autofocus={answering}
          autocomplete="off"
          aria-label={t("message.text")}
          aria-describedby={error ? `${id}-error` : undefined}
          aria-invalid={error ? "true" : undefined}
          placeholder={t("message.write", { name: conversation.title })}
        >
          {keptText(text)}
        </textarea>
        {/* The first button is the one that Enter presses without scripts. */}
        <button
          class="send"
          type="submit"
          title={t("message.send")}
        >
          <Drawing d={up} />
          <span class="said">{t("message.send")}</span>
        </button>
        <button
          class="icon"
          type="submit"
          formaction={`/conversations/${conversation.id}/compose`}
          formnovalidate
          title={t("message.more_ways")}
        >
          <Drawing d={plus} />
          <span class="said">{t("message.more_ways")}</span>
        </button>
      </div>
    </form>
  );
}
