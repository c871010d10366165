import { Face } from "@/components/controls/Face.tsx";
import { BackLink, IconLink } from "@/components/controls/IconButton.tsx";
import { EncryptionLabel } from "@/components/conversations/EncryptionLabel.tsx";
import { personPath } from "@/components/people/PersonLink.tsx";
import { nameOf } from "@/components/people/Named.ts";
import {
  PresenceWords,
  StatusWords,
} from "@/components/people/PresenceWords.tsx";
import type { SeenPresence } from "@/lib/accounts/presence_model.ts";
import type { Status } from "@/lib/accounts/profile_model.ts";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What is known of the other person of a direct conversation. */
export interface Other {
  readonly presence: SeenPresence;
  readonly status: Status | undefined;
}

/** Who one is talking to, and who can read along. */
export function ConversationHead(
  { conversation, other, heading: Heading = "h1" }: {
    conversation: NamedConversation;
    other?: Other | undefined;
    heading?: "h1" | "h2";
  },
) {
  const { t } = useReader();
  const { face } = conversation;
  const title = nameOf(conversation.title, t);
  const details = `/conversations/${conversation.id}/details`;
  return (
    <header class="pane-head" id="head">
      <BackLink href="/conversations" label={t("conversation.back")} />
      <Face {...face} group={conversation.kind === "group"} size="small" />
      <div class="who">
        <Heading class="cut" dir="auto">
          {face.username
            ? <a href={personPath({ username: face.username })}>{title}</a>
            : title}
        </Heading>
        <p class="cut">
          <EncryptionLabel encryption={conversation.encryption} />
          {conversation.kind === "group" && (
            <>
              {" · "}
              {t("conversation.members", { count: conversation.memberCount })}
            </>
          )}
          {other && face.of && (
            <PresenceWords
              class="comma"
              of={face.of}
              presence={other.presence}
            />
          )}
          {other?.status && (
            <span class="comma">
              <StatusWords status={other.status} />
            </span>
          )}
        </p>
      </div>
      <IconLink
        class="to-about"
        icon="info"
        label={t("conversation.details_of", { name: title })}
        href={details}
      />
    </header>
  );
}

/** Where the log begins: whose conversation it is, and a nudge. */
export function ConversationStart(
  { conversation }: { conversation: NamedConversation },
) {
  const { t } = useReader();
  const name = conversation.title || t("people.deleted_within");
  return (
    <div class="start">
      <Face
        {...conversation.face}
        group={conversation.kind === "group"}
        size="large"
      />
      <b>
        {conversation.kind === "group"
          ? t("conversation.start.group", { name })
          : t("conversation.start.direct", { name })}
      </b>
      {conversation.description && <p dir="auto">{conversation.description}</p>}
      {!conversation.closed && <p>{t("conversation.start.text")}</p>}
    </div>
  );
}
