import { page } from "fresh";
import { ConfirmLeave } from "@/components/conversations/ConfirmLeave.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { leaveConversation } from "@/lib/conversations/leave.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Leaving a group, asked once more. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { state, params } = ctx;
    const conversation = await findNamedConversation(
      state.user,
      params.conversation!,
    );
    if (conversation.kind === "direct") {
      throw new Forbidden({ key: "conversation.error.direct_cannot_be_left" });
    }
    state.title = state.reader.t("conversation.leave.title");
    state.current = conversation.id;
    return page({ conversation });
  },
  async POST(ctx) {
    await leaveConversation(ctx.state.user, ctx.params.conversation!);
    return answer(ctx, { redirect: "/conversations" });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.reader.t("conversation.leave.title")}
    line={data.conversation.title}
    back={`/conversations/${data.conversation.id}/details`}
  >
    <ConfirmLeave conversation={data.conversation} token={state.csrf} />
  </Page>
));
