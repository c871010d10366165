import type { ComponentChildren } from "preact";
import { Face } from "@/components/controls/Face.tsx";
import { PersonLink } from "@/components/people/PersonLink.tsx";
import { StatusWords } from "@/components/people/PresenceWords.tsx";
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
  const { profile, dot, status } = member;
  const of = profile.id === me ? undefined : profile.id;
  return (
    <li class="person" data-user={profile.id}>
      <Face {...profile} size="small" of={of} dot={of ? dot : undefined} />
      <span>
        {profile.username
          ? (
            <PersonLink username={profile.username}>
              <bdi>{profile.name}</bdi>
            </PersonLink>
          )
          : <bdi>{profile.name}</bdi>}
        {username && (
          <>
            {" "}
            <small>@{profile.username}</small>
          </>
        )}
        {of && (
          <>
            {" "}
            <span class="said" data-of={of}>
              {dot && t(`people.presence.${dot}`)}
            </span>
          </>
        )}
        {status && (
          <small class="quiet">
            {" "}
            <StatusWords status={status} />
          </small>
        )}
      </span>
      {roles && member.role !== "member" && (
        <small>{t(`conversation.${member.role}`)}</small>
      )}
      {profile.id === me && <small>{t("conversation.you")}</small>}
      {children}
    </li>
  );
}
