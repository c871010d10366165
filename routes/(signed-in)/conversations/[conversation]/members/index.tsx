import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { MembersForm } from "@/components/conversations/MembersForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { addMembers } from "@/lib/conversations/add_members.ts";
import { parseMembers } from "@/lib/conversations/draft.ts";
import {
  findNamedConversation,
  listMembers,
} from "@/lib/conversations/find.ts";
import { removeMember } from "@/lib/conversations/remove_member.ts";
import { may } from "@/lib/conversations/rights_model.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

/** Members on one page of the list. */
const LISTED = 100;

async function view(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { state, params, url } = ctx;
  const id = params.conversation!;
  const after = url.searchParams.get("after");
  const conversation = await findNamedConversation(state.user, id);
  const found = await listMembers(state.user, id, {
    limit: LISTED + 1,
    ...(after ? { after } : {}),
  });
  const members = found.slice(0, LISTED);
  state.title = state.reader.t("conversation.members.title");
  state.current = id;
  const last = members.at(-1)?.profile.id;
  return {
    conversation,
    members,
    typed: refusal?.kept.members,
    refused: refusedOf(state.reader, refusal),
    more: found.length > LISTED
      ? `/conversations/${id}/members?after=${last}`
      : undefined,
  };
}

/** Who is in it; adding and removing. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const id = ctx.params.conversation!;
      if (form.text("_action") === "remove") {
        await removeMember(user, id, form.text("user"));
      } else {
        const found = await parseMembers(user, form.all("members"));
        await addMembers(user, id, found);
      }
      return answer(ctx, { redirect: `/conversations/${id}/members` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { conversation, members, typed, refused, more } = data;
  return (
    <Page
      title={state.reader.t("conversation.members.title")}
      line={conversation.title}
      back={`/conversations/${conversation.id}/details`}
    >
      <MembersForm
        conversation={conversation}
        members={members}
        me={state.user.id}
        token={state.csrf}
        typed={typed}
        errors={refused.errors}
        sentence={refused.sentence}
        more={more}
      />
      {may(conversation, { role: conversation.myRole }, "remove") && (
        <p>
          <a href={`/conversations/${conversation.id}/reports`}>
            {state.reader.t("message.reports.title")}
          </a>
        </p>
      )}
    </Page>
  );
});
