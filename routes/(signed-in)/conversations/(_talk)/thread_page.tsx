import {
  ThreadView,
  type ThreadViewProps,
} from "@/components/messages/ThreadView.tsx";
import MessageComposer, {
  type MessageComposerProps,
} from "@/islands/MessageComposer.tsx";

/** The view, and what its composer starts from. */
export interface ThreadPageProps {
  view: ThreadViewProps;
  composer: MessageComposerProps;
}

/** A thread's page, whether it was asked for or a send was refused. */
export function ThreadPage(
  { view, composer, token }: ThreadPageProps & { token: string },
) {
  return (
    <ThreadView
      {...view}
      token={token}
      composer={<MessageComposer {...composer} />}
    />
  );
}
