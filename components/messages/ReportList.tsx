import { ButtonLink } from "@/components/controls/Button.tsx";
import { ReportCard } from "@/components/messages/ReportCard.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownReport } from "@/lib/messages/report_model.ts";

/** A queue of reports, each with what can be done about it. */
export function ReportList(
  { action, token, reports, done, accounts = false }: {
    /** Where the queue is. */
    action: string;
    token: string;
    reports: readonly ShownReport[];
    /** Are they those that are done? */
    done: boolean;
    /** Leads to the accounts of those who were reported. */
    accounts?: boolean;
  },
) {
  const { t } = useReader();
  return (
    <section>
      <p class="hint">{t("message.reports.lead")}</p>
      <div class="actions">
        <ButtonLink small href={done ? action : `${action}?done`}>
          {t(done ? "message.reports.show_open" : "message.reports.show_done")}
        </ButtonLink>
      </div>
      {reports.length === 0 && (
        <p>
          {t(done ? "message.reports.none_done" : "message.reports.none_open")}
        </p>
      )}
      {reports.map((shown) => (
        <ReportCard
          key={shown.report.id}
          {...{ shown, action, token, accounts }}
        />
      ))}
    </section>
  );
}
