import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { GRANTABLE, rightsOf } from "@/lib/conversations/rights_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What each role may do in a group. Goes inside `<Page>`. */
export function RightsForm(
  { conversation, token, values, ticked, errors, sentence }: {
    conversation: NamedConversation;
    token: string;
    /** Kept when saving was refused. */
    values?: Readonly<Record<string, string>> | undefined;
    /** The boxes that were ticked then, by role. */
    ticked?: Readonly<Record<string, readonly string[]>> | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const { readOnly = false, ...open } = conversation;
  return (
    <form
      class="form"
      method="post"
      action={`/conversations/${conversation.id}/rights`}
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <p class="hint">{t("conversation.rights.text")}</p>
      {(["moderator", "member", "guest"] as const).map((role) => (
        <fieldset key={role}>
          <legend>{t(`conversation.rights.of.${role}`)}</legend>
          {GRANTABLE[role].map((right) => (
            <Check
              key={right}
              name={role}
              value={right}
              label={t(`conversation.right.${right}`)}
              checked={(ticked ? ticked[role] ?? [] : rightsOf(open, role))
                .includes(right)}
            />
          ))}
        </fieldset>
      ))}
      <Field
        name="history"
        label={t("conversation.history.title")}
        hint={t("conversation.history.hint")}
        value={values?.history ?? conversation.history ?? "all"}
        error={errors?.history}
        options={[
          { value: "all", label: t("conversation.history.all") },
          { value: "joining", label: t("conversation.history.joining") },
        ]}
      />
      <Field
        name="slow"
        label={t("conversation.slow.title")}
        hint={t("conversation.slow.hint")}
        value={values?.slow ?? `${conversation.slow ?? ""}`}
        error={errors?.slow}
        inputmode="numeric"
        autocomplete="off"
        optional
      />
      <Check
        name="read_only"
        label={t("conversation.read_only.title")}
        hint={t("conversation.read_only.hint")}
        checked={values ? "read_only" in values : readOnly}
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </form>
  );
}
