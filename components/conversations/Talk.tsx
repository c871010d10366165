import type { ComponentChildren } from "preact";
import {
  ConversationHead,
  type Other,
} from "@/components/conversations/ConversationHead.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

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
  const { t } = useReader();
  const Pane = beside ? "section" : "main";
  return (
    <Pane
      class="talk"
      id={beside ? undefined : "main"}
      tabindex={beside ? undefined : -1}
      aria-label={beside ? nameOf(conversation.title, t) : undefined}
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
