import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field, FieldError } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Chooses where a message is passed on to, and what is said with it. */
export function ForwardForm(
  { path, targets, query, clientId, token, kept, errors, sentence }: {
    /** The message's page. */
    path: string;
    targets: readonly TitledConversation[];
    /** What was looked for. */
    query: string;
    clientId: string;
    token: string;
    /** As it was typed, when it was refused. */
    kept: Readonly<Record<string, string>>;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const action = `${path}/forward`;
  return (
    <>
      <form class="form" method="get" action={action} role="search">
        <Field
          name="q"
          type="search"
          label={t("message.forward.find")}
          value={query}
        />
        <div class="actions">
          <Button>{t("search.title")}</Button>
        </div>
      </form>
      <form class="form" method="post" action={action}>
        <ErrorSummary errors={errors} sentence={sentence} />
        <FormToken token={token} />
        <input type="hidden" name="client_id" value={clientId} />
        <input type="hidden" name="q" value={query} />
        <fieldset id="field-to">
          <legend>{t("message.forward.to")}</legend>
          {targets.length === 0 && (
            <p class="hint">{t("message.forward.nowhere")}</p>
          )}
          {targets.map((target) => (
            <label class="check" key={target.id}>
              <input
                type="radio"
                name="to"
                value={target.id}
                checked={kept.to === target.id}
              />
              <bdi>{nameOf(target.title, t)}</bdi>
            </label>
          ))}
          <FieldError name="to" error={errors?.to} />
        </fieldset>
        <Field
          name="words"
          label={t("message.forward.words")}
          rows={2}
          optional
          value={kept.words ?? ""}
          error={errors?.words}
        />
        <div class="actions">
          <Button kind="primary" name="_action" value="forward">
            {t("message.forward")}
          </Button>
        </div>
      </form>
    </>
  );
}
