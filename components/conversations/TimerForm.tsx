import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { sayMinutes } from "@/components/conversations/Spans.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { TIMERS, type Unit, UNITS } from "@/lib/conversations/timer_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const units = Object.keys(UNITS) as Unit[];

/** After how long new messages vanish. Goes inside `<Page>`. */
export function TimerForm(
  { conversation, token, values, errors, sentence }: {
    conversation: NamedConversation;
    token: string;
    /** Kept when saving was refused. */
    values?: Readonly<Record<string, string>> | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  const { id, timer = 0 } = conversation;
  const offered = timer === 0 ||
    (TIMERS as readonly number[]).includes(timer);
  const chosen = timer === 0 ? "off" : offered ? String(timer) : "own";
  const unit = units.findLast((one) => timer % UNITS[one] === 0) ?? "minutes";
  return (
    <form class="form" method="post" action={`/conversations/${id}/timer`}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <p class="hint">{t("retention.timer.text")}</p>
      <Field
        name="timer"
        label={t("retention.timer.label")}
        value={values?.timer ?? chosen}
        error={errors?.timer}
        options={[
          { value: "off", label: t("retention.timer.off") },
          ...TIMERS.map((minutes) => ({
            value: String(minutes),
            label: sayMinutes(minutes, t),
          })),
          { value: "own", label: t("retention.timer.own") },
        ]}
      />
      <Field
        name="amount"
        label={t("retention.timer.amount")}
        hint={t("retention.timer.amount_hint")}
        value={values?.amount ?? (offered ? "" : `${timer / UNITS[unit]}`)}
        error={errors?.amount}
        inputmode="numeric"
        autocomplete="off"
        optional
      />
      <Field
        name="unit"
        label={t("retention.timer.unit")}
        value={values?.unit ?? (offered ? "hours" : unit)}
        options={units.map((one) => ({
          value: one,
          label: t(`retention.unit.${one}`),
        }))}
      />
      <div class="actions">
        <Button kind="primary">{t("common.save")}</Button>
      </div>
    </form>
  );
}
