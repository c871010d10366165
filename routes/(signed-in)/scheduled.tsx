import { page } from "fresh";
import { Page } from "@/components/layout/Page.tsx";
import { ScheduledList } from "@/components/messages/ScheduledList.tsx";
import { viewScheduled } from "@/routes/(signed-in)/conversations/(_talk)/view_scheduled.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Everything one has set for later, also for conversations one is not in any more. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await viewScheduled(ctx)),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <Page title={state.title ?? ""} back="/conversations">
    <ScheduledList {...data} token={state.csrf} />
  </Page>
));
