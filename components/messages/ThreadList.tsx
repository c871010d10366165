import { Badge } from "@/components/controls/Badge.tsx";
import { EmptyState } from "@/components/layout/EmptyState.tsx";
import { threadPath } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import {
  repliesOf,
  type ShownMessage,
  type ThreadTally,
} from "@/lib/messages/model.ts";

/** The threads one follows, the one with the newest message first. */
export function ThreadList(
  { threads }: {
    threads: readonly {
      readonly conversation: TitledConversation;
      readonly root: ShownMessage;
      readonly thread: ThreadTally;
      readonly unread: number;
    }[];
  },
) {
  const { t, iso, brief } = useReader();
  if (threads.length === 0) {
    return (
      <EmptyState
        art="list"
        title={t("message.threads.none")}
        text={t("message.threads.none_text")}
      />
    );
  }
  return (
    <ul class="threads" id="threads">
      {threads.map(({ conversation, root, thread, unread }) => (
        <li key={`${conversation.id}.${root.seq}`} data-unread={unread}>
          <a
            href={`${threadPath(conversation.id, root.seq)}${
              unread > 0 ? "#new" : ""
            }`}
          >
            <span class="line">
              <b class="cut" dir="auto">{nameOf(conversation.title, t)}</b>{" "}
              <time datetime={iso(thread.at)}>{brief(thread.at)}</time>
            </span>{" "}
            <span class="cut" dir="auto">
              {nameOf(root.author.name, t)}: {root.kind === "deleted"
                ? t("inbox.deleted")
                : root.hidden
                ? t("message.hidden")
                : root.text.slice(0, 200)}
            </span>{" "}
            <span class="line">
              <small>
                {t("message.thread.count", { count: repliesOf(thread) })}
              </small>
              {unread > 0 && <Badge count={unread} />}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
