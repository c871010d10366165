import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { RoleForm } from "@/components/conversations/RoleForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { changeRole, parseRole } from "@/lib/conversations/change_role.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { findMember } from "@/lib/conversations/find_member.ts";
import { demand } from "@/lib/conversations/rights.ts";
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
  demand(conversation, { role: conversation.myRole }, "manage");
  const member = await findMember(state.user, id, params.user!);
  state.title = state.reader.t("conversation.role.title");
  state.current = id;
  return { conversation, member, refused: refusedOf(state.reader, refusal) };
}

/** What somebody is in a group. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { conversation: id, user } = ctx.params;
      const role = parseRole(form.text("role"));
      await changeRole(ctx.state.user, id!, user!, role);
      return answer(ctx, { redirect: `/conversations/${id}/members` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.reader.t("conversation.role.title")}
    line={data.conversation.title}
    back={`/conversations/${data.conversation.id}/members`}
  >
    <RoleForm
      conversation={data.conversation}
      member={data.member}
      me={state.user.id}
      token={state.csrf}
      errors={data.refused.errors}
      sentence={data.refused.sentence}
    />
  </Page>
));
