import type { ComponentChildren } from "preact";
import {
  ConversationStart,
  type Other,
} from "@/components/conversations/ConversationHead.tsx";
import { Details } from "@/components/conversations/Details.tsx";
import { Talk } from "@/components/conversations/Talk.tsx";
import { Answering } from "@/components/messages/Answering.tsx";
import { Log } from "@/components/messages/Log.tsx";
import { LogFrame } from "@/components/messages/LogFrame.tsx";
import { MentionJump } from "@/components/messages/MentionJump.tsx";
import { MessageRows } from "@/components/messages/MessageRows.tsx";
import type {
  ListedMember,
  NamedConversation,
} from "@/lib/conversations/model.ts";
import type { MessagePage, Quote } from "@/lib/messages/model.ts";

/** What a conversation's page shows. */
export interface ConversationViewProps {
  conversation: NamedConversation;
  page: MessagePage;
  /** The first of them. */
  members: readonly ListedMember[];
  /** Whom one is talking to, in a direct conversation. */
  other?: Other | undefined;
  /** The reader's user id. */
  me: string;
  /** The highest number anybody else has read. */
  readUpTo: number;
  firstUnread?: number | undefined;
  /** The number a permalink is about. */
  here?: number | undefined;
  /** What is being answered. */
  quote?: Quote | undefined;
  /** Where the reader was mentioned, if that is not on the page; `root` names the thread. */
  mention?: { seq: number; root: number } | undefined;
}

/** A conversation with its log and composer, and what it is about beside it. */
export function ConversationView(
  { conversation, page, members, me, composer, about = false, ...rest }:
    & ConversationViewProps
    & {
      composer: ComponentChildren;
      /** Is the page about the details, with the conversation beside them? */
      about?: boolean;
    },
) {
  const { messages, older, newer } = page;
  // Past an end the page is empty, and says the way back.
  const empty = messages.length === 0 && (older || newer);
  return (
    <>
      <Talk conversation={conversation} other={rest.other} beside={about}>
        {rest.mention && (
          <MentionJump conversation={conversation.id} {...rest.mention} />
        )}
        {!newer && !about && !empty && (
          <LogFrame
            conversation={conversation}
            last={messages.at(-1)?.seq ?? 0}
            firstUnread={rest.firstUnread}
          />
        )}
        <Log
          path={`/conversations/${conversation.id}`}
          older={older ? messages[0]?.seq : undefined}
          newer={newer ? messages.at(-1)?.seq : undefined}
          start={!empty && <ConversationStart conversation={conversation} />}
          astray={empty}
        >
          <MessageRows
            messages={messages}
            me={me}
            readUpTo={rest.readUpTo}
            firstUnread={rest.firstUnread}
            here={rest.here}
            marks={page.marks}
          />
        </Log>
        {rest.quote && (
          <Answering
            quote={rest.quote}
            cancel={`/conversations/${conversation.id}`}
          />
        )}
        {composer}
      </Talk>
      <Details
        conversation={conversation}
        members={members}
        me={me}
        main={about}
      />
    </>
  );
}
