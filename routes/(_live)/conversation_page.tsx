import { Composer } from "@/components/messages/Composer.tsx";
import {
  ConversationView,
  type ConversationViewProps,
} from "@/components/conversations/ConversationView.tsx";

/** The view together with what its composer needs. */
export interface ConversationPageProps extends ConversationViewProps {
  token: string;
  clientId: string;
  /** Kept when sending was refused. */
  text?: string | undefined;
  error?: string | undefined;
}

/** A conversation's page, whether it was asked for or a send was refused. */
export function ConversationPage(props: ConversationPageProps) {
  const { conversation, token, clientId, text, error } = props;
  return (
    <ConversationView
      {...props}
      composer={
        <Composer
          conversation={conversation}
          token={token}
          clientId={clientId}
          text={text}
          error={error}
        />
      }
    />
  );
}
