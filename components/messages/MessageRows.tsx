import { MessageRow } from "@/components/messages/MessageRow.tsx";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Marks, ShownMessage } from "@/lib/messages/model.ts";

/** Rows of one page, oldest first, with "New" before the first unread one. */
export function MessageRows(
  { messages, me, readUpTo = 0, firstUnread, here, marks }: {
    messages: readonly ShownMessage[];
    /** The reader's user id. */
    me: string;
    /** The highest number anybody else has read. */
    readUpTo?: number;
    firstUnread?: number | undefined;
    /** The number a permalink is about. */
    here?: number | undefined;
    /** What is the reader's own, by number. */
    marks?: ReadonlyMap<number, Marks>;
  },
) {
  return (
    <>
      {messages.map((message) => (
        <>
          {message.seq === firstUnread && <NewDivider />}
          <MessageRow
            key={message.seq}
            message={message}
            mine={message.author.id === me}
            read={message.seq <= readUpTo}
            here={message.seq === here}
            marks={marks?.get(message.seq)}
          />
        </>
      ))}
    </>
  );
}

/** Where the unread messages begin. It is no part of a row, so rows stay equal for all readers. */
export function NewDivider() {
  const { t } = useReader();
  return <p class="fresh" id="new">{t("message.new")}</p>;
}
