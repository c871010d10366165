import { type FreshContext, page } from "fresh";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { ReportList } from "@/components/messages/ReportList.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { listReports } from "@/lib/messages/list_reports.ts";
import { settle } from "@/routes/(signed-in)/(_reports)/settle.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Everything that was reported on this server. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await settle(ctx.state.user, form);
      return answer(ctx, { redirect: "/admin/reports" });
    }, {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

async function look(
  { state, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const done = url.searchParams.has("done");
  state.title = state.reader.t("message.reports.title");
  return {
    done,
    reports: await listReports(state.user, { done }),
    refused: refusedOf(state.reader, refusal),
  };
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <SettingsPage user={state.user} current="admin">
    <h2>{state.reader.t("message.reports.title")}</h2>
    <ErrorSummary {...data.refused} />
    <ReportList
      action="/admin/reports"
      token={state.csrf}
      reports={data.reports}
      done={data.done}
      accounts
    />
  </SettingsPage>
));
