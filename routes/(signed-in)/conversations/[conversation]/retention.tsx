import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { NightList } from "@/components/conversations/NightList.tsx";
import { RetentionForm } from "@/components/conversations/RetentionForm.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { daysKept, isStricter } from "@/lib/conversations/retention_model.ts";
import { parseDays, setRetention } from "@/lib/conversations/set_retention.ts";
import { Forbidden } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { COUNTED, countOlder } from "@/lib/messages/count_older.ts";
import { listNights } from "@/lib/messages/list_nights.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

type Context = FreshContext<SignedInState>;

async function findOwned({ state, params }: Context) {
  const id = params.conversation!;
  const conversation = await findNamedConversation(state.user, id);
  if (conversation.kind === "direct" || conversation.myRole !== "owner") {
    throw new Forbidden({ key: "retention.rule.owner" });
  }
  const { retention: server } = await findServerSettings();
  return { conversation, server };
}

async function view(ctx: Context, refusal: Refusal | null, ask?: number) {
  const { state } = ctx;
  const { conversation, server } = await findOwned(ctx);
  const { id } = conversation;
  state.title = state.reader.t("retention.rule.title");
  state.current = id;
  const count = ask ? await countOlder(state.user, id, ask) : 0;
  return {
    conversation,
    server,
    nights: await listNights(state.user, id),
    asked: ask
      ? { days: ask, count: Math.min(count, COUNTED), more: count > COUNTED }
      : undefined,
    typed: refusal?.kept.days,
    refused: refusedOf(state.reader, refusal),
  };
}

/** For how long everything said in a group is kept, and what went by that rule. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, async (form) => {
      const { conversation, server } = await findOwned(ctx);
      const { id, retention } = conversation;
      const days = parseDays(form.text("days"));
      const [to, from] = [days || undefined, retention]
        .map((own) => daysKept(own, server));
      if (isStricter(to!, from!) && form.text("sure") !== "yes") {
        return page(await view(ctx, null, days));
      }
      await setRetention(ctx.state.user, id, days);
      return answer(ctx, { redirect: `/conversations/${id}/details` });
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { conversation, server, nights, asked, typed, refused } = data;
  const path = `/conversations/${conversation.id}`;
  return (
    <Page
      title={state.reader.t("retention.rule.title")}
      line={conversation.title}
      back={`${path}/details`}
    >
      <RetentionForm
        action={`${path}/retention`}
        token={state.csrf}
        days={conversation.retention}
        server={server}
        typed={typed}
        asked={asked}
        {...refused}
      />
      {!asked && <NightList nights={nights} />}
    </Page>
  );
});
