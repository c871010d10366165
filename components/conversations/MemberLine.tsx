import type { ComponentChildren } from "preact";
import { Face } from "@/components/controls/Face.tsx";
import type { ListedMember } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** One member: face, name, what they are here. */
export function MemberLine(
  { member, me, username = false, roles = true, children }: {
    member: ListedMember;
    /** The reader's user id. */
    me: string;
    /** Also show the username, where people are told apart. */
    username?: boolean;
    /** Say who owns it? Two people own their conversation alike. */
    roles?: boolean;
    children?: ComponentChildren;
  },
) {
  const { t } = useReader();
  const { profile } = member;
  return (
    <li class="person" data-user={profile.id}>
      <Face name={profile.name} hue={profile.hue} size="small" />
      <span>
        <bdi>{profile.name}</bdi>
        {username && (
          <>
            {" "}
            <small>@{profile.username}</small>
          </>
        )}
      </span>
      {roles && member.role === "owner" && (
        <small>{t("conversation.owner")}</small>
      )}
      {profile.id === me && <small>{t("conversation.you")}</small>}
      {children}
    </li>
  );
}
