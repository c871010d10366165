import type { ComponentChildren } from "preact";
import { ConversationHead } from "@/components/conversations/ConversationHead.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";

/** The main pane of a conversation: head, log, composer. */
export function Talk(
  { conversation, beside = false, children }: {
    conversation: NamedConversation;
    /** Is another pane what this page is about? */
    beside?: boolean;
    /** `<LogFrame>` on the newest page, `<Log>`, `<Composer>`, islands. */
    children: ComponentChildren;
  },
) {
  const Pane = beside ? "section" : "main";
  return (
    <Pane
      class="talk"
      id={beside ? undefined : "main"}
      tabindex={beside ? undefined : -1}
      aria-label={beside ? conversation.title : undefined}
      data-conversation-id={conversation.id}
      data-encryption={conversation.encryption}
    >
      <ConversationHead
        conversation={conversation}
        heading={beside ? "h2" : "h1"}
      />
      {children}
    </Pane>
  );
}
