import { page } from "fresh";
import { ComposePage } from "@/components/messages/ComposePage.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { answer } from "@/lib/http/answer.ts";
import { attempt } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { keepUnsent } from "@/lib/messages/keep_unsent.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { viewCompose } from "@/routes/(signed-in)/conversations/(_talk)/view_compose.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Writing with room: a page of its own, and where a text is kept until it is sent. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await viewCompose(ctx)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const conversation = ctx.params.conversation!;
      await takeToken("unsent", ctx.state.user.id);
      await keepUnsent(ctx.state.user, {
        conversation,
        text: form.text("text"),
        clientId: form.text("client_id"),
        reply: numberOf(form.text("reply_to")),
      });
      const path = `/conversations/${conversation}`;
      const stay = form.text("_action") === "keep" ? "" : "/compose";
      return answer(ctx, { redirect: path + stay });
    }, {
      page: async (refusal) => page(await viewCompose(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    back={`/conversations/${data.conversation.id}`}
    always
  >
    <ComposePage {...data} token={state.csrf} />
  </Page>
));
