import { page } from "fresh";
import { MentionOptions } from "@/components/messages/MentionOptions.tsx";
import { Page } from "@/components/layout/Page.tsx";
import { suggestMentions } from "@/lib/conversations/suggest_mentions.ts";
import { answer } from "@/lib/http/answer.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Whom one can mention here: a page to read, and what the composer suggests while one types. */
export const handler = signedIn.handlers({
  async GET(ctx) {
    const { state, params, url } = ctx;
    const typed = (url.searchParams.get("q") ?? "").toWellFormed();
    await takeToken("suggest", state.user.id);
    const id = params.conversation!;
    const found = await suggestMentions(state.user, id, typed);
    state.title = state.reader.t("mention.people");
    state.current = id;
    return answer(ctx, {
      page: () => page({ ...found, typed }),
      fragment: () => <MentionOptions {...found} typed={typed} />,
    });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.title ?? ""}
    back={`/conversations/${state.current}/details`}
    always
  >
    <p class="hint">{state.reader.t("mention.people.hint")}</p>
    {data.people.length + data.called.length === 0 && (
      <p>{state.reader.t("mention.none")}</p>
    )}
    <section>
      <MentionOptions {...data} />
    </section>
  </Page>
));
