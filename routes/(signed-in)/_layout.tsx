import { GuestPane } from "@/components/conversations/GuestPane.tsx";
import { Inbox } from "@/components/conversations/Inbox.tsx";
import { InboxParts, queryOf } from "@/components/conversations/InboxParts.tsx";
import { AccountSwitcher } from "@/components/layout/AccountSwitcher.tsx";
import { Shell } from "@/components/layout/Shell.tsx";
import { SignInNotices } from "@/components/settings/SignInNotices.tsx";
import { Notices } from "@/components/messages/Notices.tsx";
import { profileOf } from "@/lib/accounts/model.ts";
import { findSignInNotices } from "@/lib/accounts/security_events.ts";
import {
  INBOX_BESIDE,
  INBOX_BRIEF,
  INBOX_PAGE,
  listInbox,
} from "@/lib/conversations/inbox.ts";
import { lookAt } from "@/lib/conversations/presence_news.ts";
import { readBrowserZone } from "@/lib/http/cookies.ts";
import { countNotices } from "@/lib/messages/notices.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { partOf } from "@/routes/(signed-in)/conversations/(_talk)/part_of.ts";
import { viewAccounts } from "@/routes/(_state)/view_accounts.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** The inbox beside every page; a phone shows one pane at a time. */
export default signedIn.layout(async ({ Component, state, url, req }) => {
  const pane = state.pane ?? "page";
  const { guest, name } = state.user;
  if (guest) {
    const { conversation } = guest;
    return (
      <Shell pane={pane} sidebar={<GuestPane {...{ name, conversation }} />}>
        <Component />
      </Shell>
    );
  }
  const main = pane === "inbox";
  const part = partOf(url);
  const query = main ? queryOf(part) : undefined;
  const [inbox, notices, accounts, waiting] = await Promise
    .all([
      main
        ? listInbox(
          state.user,
          numberOf(url.searchParams.get("from")),
          INBOX_PAGE,
          part,
        )
        : listInbox(
          state.user,
          0,
          // The stream script leaves its zone behind: whoever has none runs no script.
          readBrowserZone(req) === null ? INBOX_BRIEF : INBOX_BESIDE,
        ),
      findSignInNotices(state.session),
      state.several ? viewAccounts(state.slots, true) : [],
      countNotices(state.user),
    ]);
  const { rows, next, folders, archived, mentions } = inbox;
  // From now on the page hears who of them comes and goes.
  lookAt(
    state.user,
    rows.flatMap(({ conversation }) => conversation.face.of ?? []),
  );
  return (
    <Shell
      pane={pane}
      sidebar={
        <Inbox
          me={profileOf(state.user)}
          rows={rows}
          current={state.current}
          main={main}
          notice={
            <>
              <SignInNotices
                token={state.csrf}
                notices={notices}
                here={url.pathname + url.search}
              />
              <Notices {...waiting} mentions={mentions} />
            </>
          }
          accounts={<AccountSwitcher token={state.csrf} accounts={accounts} />}
          more={next === null
            ? undefined
            : `/conversations?from=${next}${query ? `&${query}` : ""}`}
          part={query}
          parts={main && (
            <InboxParts folders={folders} archived={archived} shown={part} />
          )}
        />
      }
    >
      <Component />
    </Shell>
  );
});
