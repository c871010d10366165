import { page } from "fresh";
import { Button } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { pathOf } from "@/components/messages/Bubble.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { markUnread } from "@/lib/conversations/mark_unread.ts";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** From this message on, all is unread again. */
export const handler = signedIn.handlers({
  async GET({ state, params }) {
    const id = params.conversation!;
    const message = await findMessage(state.user, id, seqOf(params));
    state.title = state.reader.t("inbox.waiting.unread_from");
    state.current = id;
    state.sheets = sheetsOf([message]);
    return page({ message });
  },
  async POST(ctx) {
    const { user } = ctx.state;
    const id = ctx.params.conversation!;
    await takeToken("place", user.id);
    await readForm(ctx.req);
    await findMessage(user, id, seqOf(ctx.params));
    await markUnread(user, id, seqOf(ctx.params));
    // Not back to the conversation: looking at it would read it.
    return answer(ctx, { redirect: `/conversations#c-${id}` });
  },
});

export default signedIn.page<typeof handler>(({ data: { message }, state }) => (
  <Page title={state.title ?? ""} back={pathOf(message)} always>
    <MessageRow message={message} mine={message.author.id === state.user.id} />
    <form class="form" method="post" action={`${pathOf(message)}/unread`}>
      <FormToken token={state.csrf} />
      <p class="hint">{state.reader.t("inbox.waiting.unread_hint")}</p>
      <div class="actions">
        <Button kind="primary">{state.title ?? ""}</Button>
      </div>
    </form>
  </Page>
));
