import { Face } from "@/components/controls/Face.tsx";
import { BackLink } from "@/components/controls/IconButton.tsx";
import { Icon, type IconName } from "@/components/controls/Icon.tsx";
import { EncryptionCard } from "@/components/conversations/EncryptionLabel.tsx";
import { MemberLine } from "@/components/conversations/MemberLine.tsx";
import { nameOf } from "@/components/people/Named.ts";
import type {
  ListedMember,
  NamedConversation,
} from "@/lib/conversations/model.ts";
import { rightsOf } from "@/lib/conversations/rights_model.ts";
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
  const rights = rightsOf(conversation, conversation.myRole);
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
        <ul class="ways">
          {main && rights.includes("post") && (
            <Way icon="plus" href={`${path}/polls/new`}>
              {t("poll.new.title")}
            </Way>
          )}
          {main && (
            <Way icon="pin" href={`${path}/place`}>{t("inbox.place.link")}</Way>
          )}
          {conversation.memberCount > members.length && (
            <Way icon="people" href={`${path}/members`}>
              {t("conversation.all_people", {
                count: conversation.memberCount,
              })}
            </Way>
          )}
          {rights.includes("invite") && (
            <Way icon="plus" href={`${path}/members`}>
              {t("conversation.members.manage")}
            </Way>
          )}
          {rights.includes("rename") && (
            <Way icon="pen" href={`${path}/settings`}>
              {t("conversation.settings.title")}
            </Way>
          )}
          {conversation.readOnly && conversation.myRole === "owner" && (
            <Way icon="pen" href={`${path}/rights`}>
              {t("conversation.rights.link")}
            </Way>
          )}
          {group && (
            <Way icon="door" href={`${path}/leave`}>
              {t("conversation.leave.title")}
            </Way>
          )}
        </ul>
      </div>
    </Pane>
  );
}

function Way(
  { icon, href, children }: { icon: IconName; href: string; children: string },
) {
  return (
    <li>
      <a href={href}>
        <Icon name={icon} />
        {children}
      </a>
    </li>
  );
}
