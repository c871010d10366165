import { type FreshContext, page } from "fresh";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { ReportList } from "@/components/messages/ReportList.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { listReports } from "@/lib/messages/list_reports.ts";
import { settle } from "@/routes/(signed-in)/(_reports)/settle.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** What was reported of a group, for those who moderate it. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const id = ctx.params.conversation!;
      await settle(ctx.state.user, form, id);
      return answer(ctx, { redirect: `/conversations/${id}/reports` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

async function view(
  { state, params, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const id = params.conversation!;
  const done = url.searchParams.has("done");
  const [conversation, reports] = await Promise.all([
    findNamedConversation(state.user, id),
    listReports(state.user, { conversation: id, done }),
  ]);
  state.title = state.reader.t("message.reports.title");
  state.current = id;
  const refused = refusedOf(state.reader, refusal);
  return { conversation, reports, done, refused };
}

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { conversation, reports, done, refused } = data;
  const path = `/conversations/${conversation.id}`;
  return (
    <Page
      title={state.title ?? ""}
      line={conversation.title}
      back={`${path}/members`}
    >
      <ErrorSummary {...refused} />
      <ReportList
        action={`${path}/reports`}
        token={state.csrf}
        {...{ reports, done }}
      />
    </Page>
  );
});
