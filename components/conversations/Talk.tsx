import type { ComponentChildren } from "preact";
import {
  ConversationHead,
  type Other,
} from "@/components/conversations/ConversationHead.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";

/** The main pane of a conversation: head, log, composer. */
export function Talk(
  { conversation, other, beside = false, children }: {
    conversation: NamedConversation;
    other?: Other | undefined;
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
        other={other}
        heading={beside ? "h2" : "h1"}
      />
      {children}
    </Pane>
  );
}
