import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { REASONS, REPORT_WORDS } from "@/lib/messages/report_model.ts";

/** Reporting one message. Goes inside `<Page>`. */
export function ReportForm(
  { message, group, done, token, values = {}, errors, sentence }: {
    message: ShownMessage;
    /** Has the conversation moderators of its own? */
    group: boolean;
    /** Was it reported already? */
    done: boolean;
    token: string;
    /** Kept when it was refused. */
    values?: Readonly<Record<string, string>> | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t, full } = useReader();
  if (done) return <Notice kind="good">{t("message.report.done")}</Notice>;
  return (
    <form class="form" method="post" action={`${pathOf(message)}/report`}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <blockquote data-reported>
        <p>
          <b>{nameOf(message.author.name, t)}</b>{" "}
          <small>{full(message.at)}</small>
        </p>
        <div
          class="body"
          dir="auto"
          dangerouslySetInnerHTML={{ __html: message.html }}
        />
      </blockquote>
      <p class="hint">
        {t(group ? "message.report.lead_group" : "message.report.lead")}
      </p>
      <Field
        name="reason"
        label={t("message.report.reason")}
        value={values.reason ?? REASONS[0]}
        error={errors?.reason}
        options={REASONS.map((value) => ({
          value,
          label: t(`message.report.reason.${value}`),
        }))}
      />
      <Field
        name="words"
        label={t("message.report.words")}
        value={values.words}
        error={errors?.words}
        rows={3}
        maxlength={REPORT_WORDS}
        optional
      />
      <div class="actions">
        <Button kind="primary">{t("message.report.send")}</Button>
      </div>
    </form>
  );
}
