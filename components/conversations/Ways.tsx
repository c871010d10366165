import { Icon, type IconName } from "@/components/controls/Icon.tsx";
import type { NamedConversation } from "@/lib/conversations/model.ts";
import { maySetTimer } from "@/lib/conversations/timer_model.ts";
import { rightsOf } from "@/lib/conversations/rights_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** The ways on from a conversation's details: what one may do here. */
export function Ways(
  { conversation, shown, main }: {
    conversation: NamedConversation;
    /** How many of its members stand above. */
    shown: number;
    /** Are the details what the page is about? Beside a conversation only the most used are offered. */
    main: boolean;
  },
) {
  const { t } = useReader();
  const path = `/conversations/${conversation.id}`;
  const group = conversation.kind === "group";
  const rights = rightsOf(conversation, conversation.myRole);
  const { visited = false } = conversation;
  return (
    <ul class="ways">
      {main && rights.includes("post") && (
        <>
          <Way icon="plus" href={`${path}/polls/new`}>
            {t("poll.new.title")}
          </Way>
          <Way icon="plus" href={`${path}/files/new`}>
            {t("file.new.title")}
          </Way>
          <Way icon="plus" href={`${path}/voice`}>{t("voice.new.title")}</Way>
        </>
      )}
      {main && !visited && (
        <Way icon="pin" href={`${path}/place`}>{t("inbox.place.link")}</Way>
      )}
      {main && !visited && (
        <Way icon="pin" href={`${path}/pinned`}>
          {t("message.pinned.title")}
        </Way>
      )}
      {main && !visited && (
        <Way icon="copy" href={`${path}/files`}>{t("file.list.title")}</Way>
      )}
      {conversation.memberCount > shown && !visited && (
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
      {main && maySetTimer(conversation, { role: conversation.myRole }) && (
        <Way icon="clock" href={`${path}/timer`}>
          {t("retention.timer.title")}
        </Way>
      )}
      {main && group && conversation.myRole === "owner" && (
        <Way icon="trash" href={`${path}/retention`}>
          {t("retention.rule.title")}
        </Way>
      )}
      {main && (
        <Way icon="down" href={`${path}/export`}>
          {t("retention.talk.title")}
        </Way>
      )}
      {conversation.readOnly && conversation.myRole === "owner" && (
        <Way icon="pen" href={`${path}/rights`}>
          {t("conversation.rights.link")}
        </Way>
      )}
      {visited && <Way icon="pen" href="/guest">{t("guest.name.change")}</Way>}
      {group && (
        <Way icon="door" href={`${path}/leave`}>
          {t("conversation.leave.title")}
        </Way>
      )}
    </ul>
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
