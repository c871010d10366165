import { page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { ThreadList } from "@/components/messages/ThreadList.tsx";
import { listThreads } from "@/lib/messages/threads.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The threads one follows. */
export const handler = signedIn.handlers({
  async GET({ state }) {
    state.title = state.reader.t("message.threads.title");
    state.sheets = ["hung"];
    return page({ threads: await listThreads(state.user) });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back="/conversations">
    <ThreadList threads={data.threads} />
  </Page>
));
