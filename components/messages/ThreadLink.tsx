import { threadPath } from "@/components/messages/Quoted.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import {
  repliesOf,
  type ShownMessage,
  type ThreadTally,
} from "@/lib/messages/model.ts";

/** Under a message: what was said to it in its own thread. */
export function ThreadLink(
  { message, thread }: { message: ShownMessage; thread: ThreadTally },
) {
  const { t, iso, brief } = useReader();
  return (
    <a
      class="thread"
      data-sheet="hung"
      href={threadPath(message.conversation, message.seq)}
    >
      <b>{t("message.thread.count", { count: repliesOf(thread) })}</b>{" "}
      <time datetime={iso(thread.at)}>{brief(thread.at)}</time>
    </a>
  );
}
