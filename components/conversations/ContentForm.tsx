import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { ContentRules } from "@/lib/conversations/content_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What may not be said in a group. Goes inside `<Page>`. */
export function ContentForm(
  { action, token, rules, values, errors, sentence }: {
    action: string;
    token: string;
    rules: ContentRules;
    /** Kept when saving was refused. */
    values?: Readonly<Record<string, string>> | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <p class="hint">{t("conversation.content.text")}</p>
      <Check
        name="no_links"
        label={t("conversation.content.no_links")}
        checked={values ? "no_links" in values : rules.noLinks ?? false}
      />
      <Field
        name="longest"
        label={t("conversation.content.longest")}
        value={values?.longest ?? `${rules.longest ?? ""}`}
        error={errors?.longest}
        inputmode="numeric"
        autocomplete="off"
        optional
      />
      <Field
        name="words"
        label={t("conversation.content.words")}
        hint={t("conversation.content.words_hint")}
        value={values?.words ?? rules.words?.join("\n")}
        error={errors?.words}
        rows={5}
        autocomplete="off"
        verbatim
        optional
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </form>
  );
}
