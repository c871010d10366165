import { page } from "fresh";
import { ConversationPage } from "@/routes/(signed-in)/conversations/(_talk)/conversation_page.tsx";
import { allowing } from "@/lib/http/security_headers.ts";
import { signedIn } from "@/routes/(_state)/define.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { viewConversation } from "@/routes/(signed-in)/conversations/(_talk)/view_conversation.ts";

/** One page of a conversation: the newest, or before, after or around a number. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { searchParams } = ctx.url;
    const view = await viewConversation(ctx, {
      before: numberOf(searchParams.get("before")),
      after: numberOf(searchParams.get("after")),
      around: numberOf(searchParams.get("around")),
      reply: numberOf(searchParams.get("reply")),
    });
    return page(view, { headers: allowing("log-frame") });
  },
});

export default signedIn.page<typeof handler>(({ data }) => (
  <ConversationPage {...data} />
));
