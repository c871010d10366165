import { Inbox } from "@/components/conversations/Inbox.tsx";
import { Shell } from "@/components/layout/Shell.tsx";
import { profileOf } from "@/lib/accounts/model.ts";
import { listInbox } from "@/lib/conversations/inbox.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The inbox beside every page; a phone shows one pane at a time. */
export default signedIn.layout(async ({ Component, state, url }) => {
  const pane = state.pane ?? "page";
  const from = pane === "inbox" ? Number(url.searchParams.get("from")) || 0 : 0;
  const { rows, next } = await listInbox(state.user, from);
  return (
    <Shell
      pane={pane}
      sidebar={
        <Inbox
          me={profileOf(state.user)}
          rows={rows}
          current={state.current}
          main={pane === "inbox"}
          more={next === null ? undefined : `/conversations?from=${next}`}
        />
      }
    >
      <Component />
    </Shell>
  );
});
