import { page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { Receipts } from "@/components/messages/Receipts.tsx";
import { listReaders } from "@/lib/conversations/readers.ts";
import { NotFound } from "@/lib/errors.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Who has read a message. */
export const handler = signedIn.handlers({
  async GET({ state, params }) {
    const id = params.conversation!;
    const message = await findMessage(state.user, id, seqOf(params));
    if (message.inThread !== undefined) {
      throw new NotFound({ key: "message.error.not_found" });
    }
    const readers = state.user.shareReceipts
      ? await listReaders(state.user, id, message.seq)
      : null;
    state.title = state.reader.t("message.receipts.title");
    state.current = id;
    return page({ message, readers });
  },
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page
    title={state.reader.t("message.receipts.title")}
    back={`/conversations/${data.message.conversation}/messages/${data.message.seq}`}
    always
  >
    <Receipts readers={data.readers} />
  </Page>
));
