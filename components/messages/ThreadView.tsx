import type { ComponentChildren } from "preact";
import { BackLink } from "@/components/controls/IconButton.tsx";
import { FollowForm } from "@/components/messages/FollowForm.tsx";
import { Answering } from "@/components/messages/Answering.tsx";
import { Log } from "@/components/messages/Log.tsx";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { MessageRows } from "@/components/messages/MessageRows.tsx";
import { placeOf, threadPath } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { MessagePage, Quote, ShownMessage } from "@/lib/messages/model.ts";

/** What a thread's page shows. */
export interface ThreadViewProps {
  conversation: NamedConversation;
  root: ShownMessage;
  page: MessagePage;
  /** The reader's user id. */
  me: string;
  follows: boolean;
  firstUnread?: number | undefined;
  here?: number | undefined;
  quote?: Quote | undefined;
}

/** A thread: the message it began with always in sight, what was said to it, and its own composer. */
export function ThreadView(
  { conversation, root, page, me, token, composer, ...rest }:
    & ThreadViewProps
    & {
      token: string;
      composer: ComponentChildren;
    },
) {
  const { t } = useReader();
  const path = threadPath(conversation.id, root.seq);
  const { messages, older, newer } = page;
  return (
    <main
      class="talk"
      id="main"
      tabindex={-1}
      data-conversation-id={conversation.id}
      data-encryption={conversation.encryption}
      data-thread={root.seq}
    >
      <header class="pane-head" id="head">
        <BackLink
          href={placeOf(root)}
          label={t("message.thread.back")}
          always
        />
        <div class="who">
          <h1 class="cut">{t("message.thread")}</h1>
          <p class="cut">
            <bdi>{nameOf(conversation.title, t)}</bdi>
            {!conversation.visited && (
              <>
                {" · "}
                <a href="/threads">{t("message.threads.all")}</a>
              </>
            )}
          </p>
        </div>
        <FollowForm path={path} token={token} on={rest.follows} />
      </header>
      <section class="root" aria-label={t("message.thread.root")} data-live>
        <MessageRow
          message={root}
          mine={root.author.id === me}
          marks={page.marks.get(root.seq)}
        />
      </section>
      <Log
        path={path}
        older={older ? messages[0]?.seq : undefined}
        newer={newer ? messages.at(-1)?.seq : undefined}
        start={messages.length === 0 && (
          <div class="start">
            <p>{t("message.thread.empty")}</p>
          </div>
        )}
      >
        <MessageRows
          messages={messages}
          me={me}
          firstUnread={rest.firstUnread}
          here={rest.here}
          marks={page.marks}
        />
      </Log>
      <input type="hidden" form="composer" name="thread" value={root.seq} />
      {rest.quote && <Answering quote={rest.quote} cancel={path} />}
      {composer}
    </main>
  );
}
