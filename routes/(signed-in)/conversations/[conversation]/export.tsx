import { type FreshContext, page } from "fresh";
import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { Page } from "@/components/layout/Page.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { Invalid } from "@/lib/errors.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import { downloadOne } from "@/routes/(signed-in)/settings/(_data)/download.ts";
import { confirmFirst } from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

async function view(
  { state, params }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const id = params.conversation!;
  const conversation = await findNamedConversation(state.user, id);
  state.title = state.reader.t("retention.talk.title");
  state.current = id;
  return { conversation, refused: refusedOf(state.reader, refusal) };
}

/** Taking one conversation along, as far as one may read it. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await view(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => {
      if (form.text("_action") !== "export") {
        throw new Invalid({ _action: { key: "error.invalid" } });
      }
      const id = ctx.params.conversation!;
      return confirmFirst(
        ctx,
        `/conversations/${id}/export`,
        () => downloadOne(ctx, id),
      );
    }, {
      page: async (refusal) => page(await view(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { t } = state.reader;
  const { conversation, refused } = data;
  const path = `/conversations/${conversation.id}`;
  return (
    <Page
      title={t("retention.talk.title")}
      line={nameOf(conversation.title, t)}
      back={`${path}/details`}
    >
      <ErrorSummary {...refused} />
      <form class="form" method="post" action={`${path}/export`}>
        <FormToken token={state.csrf} />
        <input type="hidden" name="_action" value="export" />
        <p class="hint">{t("retention.talk.text")}</p>
        <p class="hint">{t("settings.data.download_confirm")}</p>
        <div class="actions">
          <Button kind="primary">{t("retention.talk.start")}</Button>
        </div>
      </form>
    </Page>
  );
});
