import { Closed } from "@/components/conversations/Closed.tsx";
import {
  ConversationView,
  type ConversationViewProps,
} from "@/components/conversations/ConversationView.tsx";
import MessageComposer, {
  type MessageComposerProps,
} from "@/islands/MessageComposer.tsx";

/** The view, and what its composer starts from. */
export interface ConversationPageProps {
  view: ConversationViewProps;
  composer: MessageComposerProps;
}

/** A conversation's page, whether it was asked for or a send was refused. */
export function ConversationPage(
  { view, composer, about = false }: ConversationPageProps & {
    /** Is the page about the details? */
    about?: boolean;
  },
) {
  return (
    <ConversationView
      {...view}
      about={about}
      composer={view.conversation.closed
        ? <Closed conversation={view.conversation} />
        : <MessageComposer {...composer} />}
    />
  );
}
