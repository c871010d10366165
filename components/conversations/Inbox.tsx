import type { ComponentChildren } from "preact";
import { ButtonLink } from "@/components/controls/Button.tsx";
import { InboxHead } from "@/components/conversations/InboxHead.tsx";
import { InboxRow } from "@/components/conversations/InboxRow.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import type { InboxRow as Row } from "@/lib/conversations/place_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The list of conversations, newest activity first. */
export function Inbox(
  { me, rows, current, main = false, more, notice, accounts, parts, part }: {
    me: Profile;
    rows: readonly Row[];
    /** The conversation beside it. */
    current?: string | undefined;
    /** Is the list what this page is about? Then it is the page's main part. */
    main?: boolean;
    /** Leads to the rest of a long list. */
    more?: string | undefined;
    /** Something to know before anything else. */
    notice?: ComponentChildren;
    /** The accounts of this browser, if there are several. */
    accounts?: ComponentChildren;
    /** `<InboxParts>`, where the list is what the page is about. */
    parts?: ComponentChildren;
    /** Which part of the list it shows, as `queryOf()` says it. */
    part?: string | undefined;
  },
) {
  const { t } = useReader();
  const Pane = main ? "main" : "nav";
  return (
    <Pane
      class="inbox"
      id={main ? "main" : undefined}
      tabindex={main ? -1 : undefined}
      aria-label={t("inbox.title")}
    >
      <InboxHead me={me} current={current} main={main} />
      {accounts}
      <div class="notices">{notice}</div>
      {parts}
      {rows.length === 0 && part !== undefined && (
        <EmptyState
          art="list"
          title={t(
            part === "shown=archived"
              ? "inbox.archived.empty.title"
              : "inbox.folders.empty.title",
          )}
          text={t(
            part === "shown=archived"
              ? "inbox.archived.empty.text"
              : "inbox.folders.empty.text",
          )}
        />
      )}
      {rows.length === 0 && part === undefined && (
        <EmptyState
          art="list"
          title={t("inbox.empty.title")}
          text={t("inbox.empty.text")}
        >
          <ButtonLink kind="primary" href="/conversations/new">
            {t("inbox.new.title")}
          </ButtonLink>
        </EmptyState>
      )}
      <ul class="rows" id="inbox-rows" data-part={part}>
        {rows.map((row) => (
          <InboxRow
            key={row.conversation.id}
            row={row}
            current={row.conversation.id === current}
          />
        ))}
        {more && (
          <li class="turn">
            <a class="button" data-small href={more}>
              {t("conversation.members.more")}
            </a>
          </li>
        )}
      </ul>
    </Pane>
  );
}
