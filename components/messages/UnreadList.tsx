import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { UnreadLine } from "@/components/messages/UnreadLine.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** What waits in one conversation: its first lines, and how much more. */
interface Group {
  readonly conversation: NamedConversation;
  readonly unread: number;
  readonly last: number;
  readonly messages: readonly ShownMessage[];
}

/** Everything unread, grouped by conversation. Goes inside `<Page>`. */
export function UnreadList(
  { groups, more, me, token }: {
    groups: readonly Group[];
    /** Conversations beyond these. */
    more: number;
    /** The reader's user id. */
    me: string;
    token: string;
  },
) {
  const { t } = useReader();
  if (groups.length === 0) {
    return (
      <EmptyState
        art="talk"
        title={t("inbox.waiting.empty.title")}
        text={t("inbox.waiting.empty.text")}
      />
    );
  }
  return (
    <>
      <form class="actions" method="post" action="/unread">
        <FormToken token={token} />
        <Button name="_action" value="all">
          {t("inbox.waiting.read_all")}
        </Button>
      </form>
      {groups.map((group) => (
        <UnreadGroup
          key={group.conversation.id}
          group={group}
          me={me}
          token={token}
        />
      ))}
      {more > 0 && (
        <p class="hint">{t("inbox.waiting.more", { count: more })}</p>
      )}
    </>
  );
}

function UnreadGroup(
  { group, me, token }: { group: Group; me: string; token: string },
) {
  const { t } = useReader();
  const { id } = group.conversation;
  const title = nameOf(group.conversation.title, t);
  const rest = group.unread - group.messages.length;
  return (
    <section data-unread-in={id}>
      <h2 dir="auto">{title}</h2>
      <div>
        {group.messages.map((message) => (
          <UnreadLine
            key={message.seq}
            message={message}
            mine={message.author.id === me}
          />
        ))}
      </div>
      {rest > 0 && (
        <p class="hint">{t("inbox.waiting.rest", { count: rest })}</p>
      )}
      <form class="actions" method="post" action="/unread">
        <FormToken token={token} />
        <input type="hidden" name="conversation" value={id} />
        <input type="hidden" name="seq" value={group.last} />
        <Button small>
          <span aria-hidden="true">{t("inbox.waiting.read")}</span>
          <span class="said">
            {t("inbox.waiting.read_who", { name: title })}
          </span>
        </Button>
        <ButtonLink small href={`/conversations/${id}#new`}>
          {t("inbox.waiting.open")}
          <span class="said">{` ${title}`}</span>
        </ButtonLink>
      </form>
    </section>
  );
}
