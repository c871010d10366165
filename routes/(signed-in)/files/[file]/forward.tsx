import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { ForwardForm } from "@/components/messages/ForwardForm.tsx";
import { newId } from "@/lib/conversations/new_id.ts";
import { Invalid } from "@/lib/errors.ts";
import { findOwn } from "@/lib/files/drive.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { shareFile } from "@/lib/messages/share_file.ts";
import { findTargets } from "@/lib/search/find_targets.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Sharing a file of one's own into a conversation. Its bytes are not sent again. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const conversation = form.text("to");
      if (!conversation) {
        throw new Invalid({ to: { key: "message.forward.error.to" } });
      }
      await takeToken("send", user.id);
      await takeToken("send-conversation", user.id, conversation);
      const { seq } = await shareFile(user, ctx.params.file!, {
        conversation,
        clientId: form.text("client_id"),
        words: form.text("words"),
      });
      return answer(ctx, {
        redirect: `/conversations/${conversation}#m-${seq}`,
      });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

async function view(
  { state, params, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const query = refusal?.kept.q ?? url.searchParams.get("q") ?? "";
  const file = await findOwn(user, params.file!);
  state.title = reader.t("drive.share");
  const { errors, ...rest } = refusedOf(reader, refusal);
  const { text, ...others } = errors ?? {};
  return {
    name: file.name,
    path: `/files/${file.id}`,
    targets: await findTargets(user, query),
    query,
    clientId: newId(),
    kept: refusal?.kept ?? {},
    ...rest,
    errors: text ? { ...others, words: text } : errors,
  };
}

export default signedIn.page<typeof handler>(
  ({ data: { name, ...form }, state }) => (
    <Page title={state.title ?? ""} line={name} back={form.path} always>
      <ForwardForm {...form} token={state.csrf} />
    </Page>
  ),
);
