import { page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { PinnedList } from "@/components/messages/PinnedList.tsx";
import { sheetsOf } from "@/components/messages/Sheets.ts";
import { nameOf } from "@/components/people/Named.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { may } from "@/lib/conversations/rights_model.ts";
import { listPinned } from "@/lib/messages/list_pinned.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** What a conversation keeps in sight. */
export const handler = signedIn.handlers({
  async GET({ state, params }) {
    const id = params.conversation!;
    const [conversation, pins] = await Promise.all([
      findNamedConversation(state.user, id),
      listPinned(state.user, id),
    ]);
    state.title = state.reader.t("message.pinned.title");
    state.current = id;
    state.sheets = sheetsOf(pins.map(({ message }) => message));
    return page({ conversation, pins });
  },
});

export default signedIn.page<typeof handler>(
  ({ data: { conversation, pins }, state }) => (
    <Page
      title={state.title ?? ""}
      line={nameOf(conversation.title, state.reader.t)}
      back={`/conversations/${conversation.id}`}
      always
    >
      <PinnedList
        conversation={conversation.id}
        pins={pins}
        me={state.user.id}
        token={state.csrf}
        mayPin={may(conversation, { role: conversation.myRole }, "pin")}
      />
    </Page>
  ),
);
