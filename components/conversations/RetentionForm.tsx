import { Button } from "@/components/controls/Button.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** What a stricter rule would take in the next night. */
export interface AskedRule {
  readonly days: number;
  readonly count: number;
  /** Counted so far; there may be more. */
  readonly more: boolean;
}

/** For how many days everything said in a group is kept. Goes inside `<Page>`. */
export function RetentionForm(
  { action, token, days, server, typed, asked, errors, sentence }: {
    action: string;
    token: string;
    /** The owner's rule now. */
    days: number | undefined;
    /** The server's, which no owner can widen. */
    server: number | undefined;
    /** Kept when it was refused. */
    typed?: string | undefined;
    /** It takes away what would have stayed: asked once more. */
    asked?: AskedRule | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  if (asked) {
    return (
      <ConfirmForm
        action={action}
        token={token}
        fields={{ days: String(asked.days), sure: "yes" }}
        confirm={t("retention.rule.set", { count: asked.days })}
        cancel={action}
      >
        <RuleWarning asked={asked} />
      </ConfirmForm>
    );
  }
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <p class="hint">{t("retention.rule.text")}</p>
      {server !== undefined && (
        <p class="hint">{t("retention.rule.server", { count: server })}</p>
      )}
      <Field
        name="days"
        label={t("retention.rule.days")}
        hint={t("retention.rule.days_hint")}
        value={typed ?? `${days ?? ""}`}
        error={errors?.days}
        inputmode="numeric"
        autocomplete="off"
        optional
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </form>
  );
}

/** How much would go, in words. */
export function RuleWarning({ asked }: { asked: AskedRule }) {
  const { t } = useReader();
  const { days, count, more } = asked;
  return (
    <>
      <p>
        {more
          ? t("retention.rule.would_more", { days, count })
          : t("retention.rule.would", { days, count })}
      </p>
      <p class="hint">{t("retention.rule.for_good")}</p>
    </>
  );
}
