import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import {
  CLOSINGS,
  FEWEST_OPTIONS,
  MOST_OPTIONS,
} from "@/lib/messages/poll_model.ts";

/** Asking something, with answers to choose from. Goes inside `<Page>`. */
export function NewPollForm(
  { conversation, token, clientId, kept, errors = {}, sentence }: Refused & {
    conversation: string;
    token: string;
    clientId: string;
    /** What was typed, when the form comes back. */
    kept: Readonly<Record<string, string>>;
  },
) {
  const { t } = useReader();
  return (
    <form
      class="form"
      method="post"
      action={`/conversations/${conversation}/polls/new`}
    >
      <FormToken token={token} />
      <input type="hidden" name="client_id" value={clientId} />
      <ErrorSummary errors={errors} sentence={sentence} />
      <Field
        name="text"
        label={t("poll.new.question")}
        rows={2}
        required
        value={kept.text}
        error={errors.text}
      />
      <Field
        name="options"
        label={t("poll.new.options")}
        hint={t("poll.new.options_hint", {
          fewest: FEWEST_OPTIONS,
          most: MOST_OPTIONS,
        })}
        rows={5}
        required
        value={kept.options}
        error={errors.options}
      />
      <Check
        name="several"
        label={t("poll.new.several")}
        checked={kept.several !== undefined}
      />
      <Check
        name="anonymous"
        label={t("poll.new.anonymous")}
        hint={t("poll.anonymous_hint")}
        checked={kept.anonymous !== undefined}
      />
      <Field
        name="closes"
        label={t("poll.new.closes")}
        value={kept.closes}
        error={errors.closes}
        options={[
          { value: "", label: t("poll.new.closes.never") },
          ...(Object.keys(CLOSINGS) as (keyof typeof CLOSINGS)[]).map((
            value,
          ) => ({ value, label: t(`poll.new.closes.${value}`) })),
        ]}
      />
      <div class="actions">
        <Button kind="primary">{t("poll.new.send")}</Button>
      </div>
    </form>
  );
}
