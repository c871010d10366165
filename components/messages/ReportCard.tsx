import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import {
  isOpen,
  REPORT_WORDS,
  type ShownReport,
} from "@/lib/messages/report_model.ts";

/** One report: what was disclosed, what was done, and what can be. */
export function ReportCard(
  { shown, action, token, accounts }: {
    shown: ShownReport;
    action: string;
    token: string;
    accounts: boolean;
  },
) {
  const { t, full } = useReader();
  const { report, author, reporter, place, names, may } = shown;
  const { id, text, reason, words, at, done } = report;
  const open = isOpen(report);
  const reported = t("message.reports.by", {
    name: nameOf(reporter.name, t),
    when: full(at),
  });
  return (
    <article data-report={id} data-open={open ? "" : undefined}>
      <h2>{t(`message.report.reason.${reason}`)}</h2>
      <p class="quiet">{reported}</p>
      {words && <p dir="auto">{words}</p>}
      <blockquote>
        <b>{nameOf(author.name, t)}</b> <small>{full(report.said)}</small>
        <p class="typed" dir="auto">{text || t("message.reports.erased")}</p>
      </blockquote>
      {place && (
        <p>
          <a href={placeOf(report)}>
            {t("message.reports.context", { name: nameOf(place.title, t) })}
          </a>
        </p>
      )}
      {done.length > 0 && (
        <ul>
          {done.map((one) => (
            <li key={`${one.step} ${one.at}`}>
              {t(`message.reports.did.${one.step}`, {
                name: nameOf(names.get(one.by) ?? "", t),
                when: full(one.at),
              })}
              {one.words && (
                <>
                  {": "}
                  <bdi>{one.words}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <form class="form" method="post" action={action}>
        <FormToken token={token} />
        <input type="hidden" name="report" value={id} />
        <Field
          id={`words-${id}`}
          name="words"
          label={t("message.reports.words")}
          maxlength={REPORT_WORDS}
          autocomplete="off"
          optional
        />
        <div class="actions">
          {[...open ? may : [], open ? "closed" as const : "reopened" as const]
            .map((step) => (
              <Button
                key={step}
                small
                kind={step === "closed" || step === "reopened"
                  ? "plain"
                  : "danger"}
                name="_action"
                value={step}
              >
                {t(`message.reports.do.${step}`)}
              </Button>
            ))}
          {accounts && author.username && (
            <ButtonLink
              small
              href={`/admin/people?delete=${
                encodeURIComponent(author.username)
              }`}
            >
              {t("message.reports.account")}
            </ButtonLink>
          )}
        </div>
      </form>
    </article>
  );
}
