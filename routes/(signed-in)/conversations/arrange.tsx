import { type FreshContext, page } from "fresh";
import { ArrangeList } from "@/components/conversations/ArrangeList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { listInbox } from "@/lib/conversations/inbox.ts";
import {
  movePin,
  pinConversation,
  unpinConversation,
} from "@/lib/conversations/pins.ts";
import { PIN_LIMIT } from "@/lib/conversations/place_model.ts";
import { Invalid } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

async function view(
  { state, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { rows: first } = await listInbox(state.user, 0, PIN_LIMIT);
  const pinned = first.filter((row) => row.pinned);
  const from = Math.max(
    pinned.length,
    numberOf(url.searchParams.get("from")) ?? 0,
  );
  const { rows, next } = await listInbox(state.user, from);
  state.title = state.reader.t("inbox.arrange.title");
  return {
    pinned,
    others: rows,
    more: next === null ? undefined : `/conversations/arrange?from=${next}`,
    complaint: refusal ? state.reader.say(refusal.sentence) : undefined,
  };
}

async function act(
  { state }: FreshContext<SignedInState>,
  action: string,
  id: string,
  before: string,
): Promise<void> {
  switch (action) {
    case "pin":
      return await pinConversation(state.user, id);
    case "unpin":
      return await unpinConversation(state.user, id);
    case "up":
    case "down":
      return await movePin(state.user, id, action);
    case "before":
      return await movePin(state.user, id, { before });
    default:
      throw new Invalid({ _action: { key: "inbox.place.error.action" } });
  }
}

/** Which conversations stay on top, and in which order. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      await takeToken("place", ctx.state.user.id);
      const [action, id, before] = ["_action", "conversation", "before"].map(
        (name) => form.text(name),
      ) as [string, string, string];
      await act(ctx, action, id, before);
      return answer(ctx, { redirect: "/conversations/arrange" });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back="/conversations">
    <ArrangeList {...data} token={state.csrf} />
  </Page>
));
