import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { MentionedAs } from "@/lib/conversations/mention_model.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** One message that mentions or answers the reader. */
interface Notice {
  readonly mention: { readonly as: MentionedAs; readonly unseen: boolean };
  readonly conversation: TitledConversation;
  readonly message: ShownMessage;
}

const SAID = {
  "name": "mention.by.name",
  "reply": "mention.answered",
  "@all": "mention.by.all",
  "@owners": "mention.by.owners",
  "@moderators": "mention.by.moderators",
} as const satisfies Record<MentionedAs, string>;

/** What mentions or answers the reader, newest first. Goes inside `<Page>`. */
export function MentionList(
  { notices, next, token }: {
    notices: readonly Notice[];
    /** Where the next page begins. */
    next: number | null;
    token: string;
  },
) {
  const { t } = useReader();
  const unseen = notices.filter(({ mention }) => mention.unseen);
  return (
    <>
      {notices.length === 0 && next === null && (
        <EmptyState
          art="talk"
          title={t("mention.empty.title")}
          text={t("mention.empty.text")}
        />
      )}
      {unseen.length > 0 && (
        <form class="actions" method="post" action="/notices">
          <FormToken token={token} />
          <input
            type="hidden"
            name="up_to"
            value={Math.max(...unseen.map(({ message }) =>
              message.at
            ))}
          />
          <Button>{t("mention.see_all")}</Button>
        </form>
      )}
      <ul class="threads" id="mentions">
        {notices.map((notice) => (
          <MentionLine
            key={`${notice.conversation.id}.${notice.message.seq}`}
            {...notice}
          />
        ))}
      </ul>
      {next !== null && (
        <p class="actions">
          <ButtonLink small href={`/notices?before=${next}`}>
            {t("mention.older")}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

function MentionLine({ mention, conversation, message }: Notice) {
  const { t, iso, brief } = useReader();
  const { author, at, hidden, text } = message;
  return (
    <li data-unseen={mention.unseen ? "" : undefined}>
      <a href={placeOf(message)}>
        <span class="line">
          <b class="cut" dir="auto">{nameOf(author.name, t)}</b>{" "}
          <time datetime={iso(at)}>{brief(at)}</time>
        </span>{" "}
        <span class="cut" dir="auto">
          {hidden ? t("message.hidden") : text.slice(0, 200)}
        </span>{" "}
        <span class="line">
          <small class="cut">
            {t(SAID[mention.as])} · <bdi>{nameOf(conversation.title, t)}</bdi>
          </small>
          {mention.unseen && <span class="badge">{t("mention.new")}</span>}
        </span>
      </a>
    </li>
  );
}
