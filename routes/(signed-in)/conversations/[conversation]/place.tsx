import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import {
  PlaceForms,
  type PlaceProps,
} from "@/components/conversations/PlaceForms.tsx";
import { PlaceMenu } from "@/components/conversations/PlaceMenu.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { Page } from "@/components/layout/Page.tsx";
import { findPlace } from "@/lib/conversations/choose.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { FOR_EVER } from "@/lib/conversations/place_model.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { placeDeed } from "@/routes/(signed-in)/conversations/(_talk)/place_deed.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  ctx: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { state, params } = ctx;
  const id = params.conversation!;
  const [conversation, place] = await Promise.all([
    findNamedConversation(state.user, id),
    findPlace(state.user, id),
  ]);
  state.title = state.reader.t("inbox.place.title");
  state.current = id;
  const refused = refusedOf(state.reader, refusal);
  const forms: PlaceProps = {
    action: `/conversations/${id}/place`,
    token: state.csrf,
    ...place,
    forEver: place.muted === FOR_EVER,
    values: refusal?.kept,
    errors: refused.errors,
  };
  return {
    title: nameOf(conversation.title, state.reader.t),
    forms,
    sentence: refused.sentence ?? refused.errors?._action,
  };
}

/** What one's own list does with a conversation: on top, silent, away, in folders. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const found = await view(ctx, null);
    return answer(ctx, {
      page: () => page(found),
      fragment: () => <PlaceMenu {...found.forms} />,
    });
  },
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { user, reader } = ctx.state;
      const id = ctx.params.conversation!;
      await takeToken("place", user.id);
      await placeDeed(user, id, form, reader.timeZone);
      // Where the deed is to be seen.
      const away = ["archive", "unread"].includes(form.text("_action"));
      const here = `/conversations/${id}/place`;
      return answer(ctx, { redirect: away ? "/conversations" : here });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={data.title}
    back={`/conversations/${state.current}/details`}
    always
  >
    {data.sentence && <Notice kind="bad">{data.sentence}</Notice>}
    <PlaceForms {...data.forms} />
  </Page>
));
