import { page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { Versions } from "@/components/messages/Versions.tsx";
import { findMessage, listVersions } from "@/lib/messages/find.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** What a message said before it was edited. */
export const handler = signedIn.handlers({
  async GET({ state, params }) {
    const id = params.conversation!;
    const seq = seqOf(params);
    const [message, versions] = await Promise.all([
      findMessage(state.user, id, seq),
      listVersions(state.user, id, seq),
    ]);
    state.title = state.reader.t("message.versions.title");
    state.current = id;
    return page({ message, versions });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.reader.t("message.versions.title")}
    back={placeOf(data.message)}
    always
  >
    <Versions {...data} />
  </Page>
));
