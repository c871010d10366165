import type { ComponentChildren } from "preact";
import { ConversationHead } from "@/components/conversations/ConversationHead.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";

/** The main pane of a conversation: head, log, composer. */
export function Talk(
  { conversation, children }: {
    conversation: NamedConversation;
    /** `<LogFrame>` on the newest page, `<Log>`, `<Composer>`, islands. */
    children: ComponentChildren;
  },
) {
  return (
    <main
      class="talk"
      id="main"
      tabindex={-1}
      data-conversation-id={conversation.id}
      data-encryption={conversation.encryption}
    >
      <ConversationHead conversation={conversation} />
      {children}
    </main>
  );
}
