import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { LinkForm } from "@/components/conversations/LinkForm.tsx";
import { LinkList } from "@/components/conversations/LinkList.tsx";
import { RequestList } from "@/components/conversations/RequestList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import {
  listRequests,
  settleRequest,
} from "@/lib/conversations/join_requests.ts";
import {
  createLink,
  listLinks,
  parseLink,
  revokeLink,
} from "@/lib/conversations/links.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { state, params } = ctx;
  const id = params.conversation!;
  const [conversation, links, requests, { noGuests }] = await Promise.all([
    findNamedConversation(state.user, id),
    listLinks(state.user, id),
    listRequests(state.user, id),
    findServerSettings(),
  ]);
  state.title = state.reader.t("conversation.links.title");
  state.current = id;
  return {
    conversation,
    links,
    requests,
    guests: !noGuests,
    now: Date.now(),
    values: refusal?.kept,
    refused: refusedOf(state.reader, refusal),
  };
}

/** Links into a group, and who asks to come in by one. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user } = ctx.state;
      const id = ctx.params.conversation!;
      const action = form.text("_action");
      if (action === "revoke") await revokeLink(user, id, form.text("id"));
      else if (action === "yes" || action === "no") {
        await settleRequest(user, id, form.text("user"), action === "yes");
      } else {
        const draft = parseLink({
          days: form.text("days"),
          cap: form.text("cap"),
          approval: form.text("approval") !== "",
          // In the language of whoever lets them in: others read it.
          guest: form.has("guest") ? ctx.state.reader.t("guest.mark") : "",
        });
        await takeToken("invite", user.id);
        await createLink(user, id, draft);
      }
      return answer(ctx, { redirect: `/conversations/${id}/links` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { conversation, links, requests, guests, now, values, refused } = data;
  const action = `/conversations/${conversation.id}/links`;
  const { t } = state.reader;
  const { origin } = state.settings;
  const shared = { action, token: state.csrf };
  return (
    <Page
      title={t("conversation.links.title")}
      line={conversation.title}
      back={`/conversations/${conversation.id}/members`}
    >
      <LinkForm {...shared} {...{ guests, values }} {...refused} />
      <LinkList {...shared} links={links} origin={origin} now={now} />
      <h2>{t("conversation.requests.title")}</h2>
      <RequestList
        {...shared}
        people={requests.map(({ profile }) => profile)}
      />
    </Page>
  );
});
