import { Face } from "@/components/controls/Face.tsx";
import { BackLink } from "@/components/controls/IconButton.tsx";
import { EncryptionCard } from "@/components/conversations/EncryptionLabel.tsx";
import { MemberLine } from "@/components/conversations/MemberLine.tsx";
import { sayMinutes } from "@/components/conversations/Spans.ts";
import { Ways } from "@/components/conversations/Ways.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type {
  ListedMember,
  NamedConversation,
} from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The third pane: what the conversation is about, who is in it, what one may do. */
export function Details(
  { conversation, members, me, main = false }: {
    conversation: NamedConversation;
    /** The first of them; the rest is one link away. */
    members: readonly ListedMember[];
    /** The reader's user id. */
    me: string;
    /** Is it what the page is about, not a pane beside a conversation? */
    main?: boolean;
  },
) {
  const { t } = useReader();
  const path = `/conversations/${conversation.id}`;
  const group = conversation.kind === "group";
  const Pane = main ? "main" : "aside";
  const Heading = main ? "h1" : "h2";
  return (
    <Pane
      class="about"
      aria-label={t("conversation.details")}
      id={main ? "main" : "details"}
    >
      <header class="pane-head">
        <BackLink
          href={path}
          label={t("conversation.back_to", {
            name: nameOf(conversation.title, t),
          })}
          always
        />
        <Heading class="who">{t("conversation.details")}</Heading>
      </header>
      <div class="about-body">
        <div class="top">
          <Face
            {...conversation.face}
            group={group}
            size="large"
          />
          <h2 dir="auto">{nameOf(conversation.title, t)}</h2>
          {conversation.description && (
            <p dir="auto">{conversation.description}</p>
          )}
        </div>
        <EncryptionCard encryption={conversation.encryption} />
        {conversation.timer && (
          <p class="hint">
            {t("retention.timer.now", {
              span: sayMinutes(conversation.timer, t),
            })}
          </p>
        )}
        {conversation.retention && (
          <p class="hint">
            {t("retention.rule.now", { count: conversation.retention })}
          </p>
        )}
        <h3>{t("conversation.people")}</h3>
        <ul>
          {members.map((member) => (
            <MemberLine
              key={member.profile.id}
              member={member}
              me={me}
              roles={group}
            />
          ))}
        </ul>
        <Ways
          conversation={conversation}
          shown={members.length}
          main={main}
        />
      </div>
    </Pane>
  );
}
