import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { PublishForm } from "@/components/conversations/PublishForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { parseSlug, publishGroup } from "@/lib/conversations/publish.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { state, params } = ctx;
  const id = params.conversation!;
  const conversation = await findNamedConversation(state.user, id);
  if (conversation.kind === "direct" || conversation.myRole !== "owner") {
    throw new Forbidden({ key: "conversation.public.error.owner" });
  }
  const { publicGroups = false } = await findServerSettings();
  state.title = state.reader.t("conversation.public.title");
  state.current = id;
  return {
    conversation,
    allowed: publicGroups,
    typed: refusal?.kept.slug,
    refused: refusedOf(state.reader, refusal),
  };
}

/** Who can read a group: its members, or everybody. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const id = ctx.params.conversation!;
      const off = form.text("_action") === "remove";
      const slug = off ? null : parseSlug(form.text("slug"));
      await publishGroup(ctx.state.user, id, slug);
      return answer(ctx, { redirect: `/conversations/${id}/public` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.reader.t("conversation.public.title")}
    line={data.conversation.title}
    back={`/conversations/${data.conversation.id}/settings`}
  >
    <PublishForm
      conversation={data.conversation}
      allowed={data.allowed}
      origin={state.settings.origin}
      token={state.csrf}
      typed={data.typed}
      errors={data.refused.errors}
      sentence={data.refused.sentence}
    />
  </Page>
));
