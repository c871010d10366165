import { Face } from "@/components/controls/Face.tsx";
import { BackLink, IconLink } from "@/components/controls/IconButton.tsx";
import { EncryptionLabel } from "@/components/conversations/EncryptionLabel.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Who one is talking to, and who can read along. */
export function ConversationHead(
  { conversation, heading: Heading = "h1" }: {
    conversation: NamedConversation;
    heading?: "h1" | "h2";
  },
) {
  const { t } = useReader();
  const details = `/conversations/${conversation.id}/details`;
  return (
    <header class="pane-head" id="head">
      <BackLink href="/conversations" label={t("conversation.back")} />
      <Face
        name={conversation.face.name}
        hue={conversation.face.hue}
        group={conversation.kind === "group"}
        size="small"
      />
      <div class="who">
        <Heading class="cut" dir="auto">{conversation.title}</Heading>
        <p class="cut">
          <EncryptionLabel encryption={conversation.encryption} />
          {conversation.kind === "group" && (
            <>
              {" · "}
              {t("conversation.members", { count: conversation.memberCount })}
            </>
          )}
        </p>
      </div>
      <IconLink
        class="to-about"
        icon="info"
        label={t("conversation.details_of", { name: conversation.title })}
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
  const name = conversation.title;
  return (
    <div class="start">
      <Face
        name={conversation.face.name}
        hue={conversation.face.hue}
        group={conversation.kind === "group"}
        size="large"
      />
      <b>
        {conversation.kind === "group"
          ? t("conversation.start.group", { name })
          : t("conversation.start.direct", { name })}
      </b>
      {conversation.description && <p dir="auto">{conversation.description}</p>}
      <p>{t("conversation.start.text")}</p>
    </div>
  );
}
