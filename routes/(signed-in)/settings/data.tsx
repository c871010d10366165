import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { DataPage } from "@/components/settings/DataPage.tsx";
import { askToLeave } from "@/lib/accounts/leave.ts";
import { isConfirmed } from "@/lib/accounts/model.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { RequestProblem } from "@/lib/http/request_problem.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import { download } from "@/routes/(signed-in)/settings/(_data)/download.ts";
import { confirmFirst } from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

const HERE = "/settings/data";

/** One's own data: taking it along, and leaving. */
export const handler = signedIn.handlers({
  GET: () => page<Refusal | null>(null),
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: (refusal) => page<Refusal | null>(refusal, refusal),
    }),
});

async function deed(
  ctx: FreshContext<SignedInState>,
  form: Form,
): Promise<Response> {
  const { user, session } = ctx.state;
  switch (form.text("_action")) {
    case "download":
      return await download(ctx);
    case "delete":
      await askToLeave(user, session, form.text("username"));
      return answer(ctx, { redirect: "/sign-in?done=leaving" });
    default:
      throw new RequestProblem(400, { key: "error.bad_request" });
  }
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <DataPage
    token={state.csrf}
    user={state.user}
    confirmed={isConfirmed(state.session, Date.now())}
    deed={data?.kept._action ?? ""}
    typed={data?.kept.username ?? ""}
    refused={refusedOf(state.reader, data)}
  />
));
