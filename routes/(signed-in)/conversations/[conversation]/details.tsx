import { page } from "fresh";
import { Details } from "@/components/conversations/Details.tsx";
import {
  findNamedConversation,
  listMembers,
} from "@/lib/conversations/find.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** What the conversation is about: the third pane as a page of its own. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { state, params } = ctx;
    const id = params.conversation!;
    const conversation = await findNamedConversation(state.user, id);
    const members = await listMembers(state.user, id, { limit: 50 });
    state.title = conversation.title;
    state.pane = "details";
    state.current = id;
    return page({ conversation, members });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Details {...data} me={state.user.id} main />
));
