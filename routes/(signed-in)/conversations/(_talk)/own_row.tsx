import type { VNode } from "preact";
import { MessageRow } from "@/components/messages/MessageRow.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { readMarks } from "@/lib/messages/marks.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/** A row as its reader's own page shows it, with their marks: what a deed at a row answers. */
export async function ownRow(
  user: User,
  message: ShownMessage,
): Promise<VNode> {
  return (
    <MessageRow
      message={message}
      mine={message.author.id === user.id}
      marks={(await readMarks(user.id, [message])).get(message.seq)}
    />
  );
}
