import { page } from "fresh";
import { ConversationPage } from "@/routes/(signed-in)/conversations/(_talk)/conversation_page.tsx";
import { viewConversation } from "@/routes/(signed-in)/conversations/(_talk)/view_conversation.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** What the conversation is about: on a phone a page of its own, else the pane beside it. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const view = await viewConversation(ctx, {}, { reads: false });
    ctx.state.pane = "details";
    return page(view);
  },
});

export default signedIn.page<typeof handler>(({ data }) => (
  <ConversationPage {...data} about />
));
