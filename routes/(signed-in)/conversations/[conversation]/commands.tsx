import { page } from "fresh";
import { CommandList } from "@/components/messages/CommandList.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { answer } from "@/lib/http/answer.ts";
import { commandsLike } from "@/lib/messages/command_model.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** What a message may do that begins with a slash: all, or those that begin with `q`. */
export const handler = signedIn.handlers({
  GET: async (ctx) => {
    const { state, params, url } = ctx;
    const { id, title } = await findNamedConversation(
      state.user,
      params.conversation!,
    );
    const commands = commandsLike(url.searchParams.get("q") ?? "");
    state.title = state.reader.t("command.title");
    state.current = id;
    return answer(ctx, {
      page: () => page({ id, title, commands }),
      fragment: () => <CommandList commands={commands} suggested />,
    });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    line={data.title}
    back={`/conversations/${data.id}`}
    always
  >
    <p class="hint">{state.reader.t("command.lead")}</p>
    <CommandList commands={data.commands} />
  </Page>
));
