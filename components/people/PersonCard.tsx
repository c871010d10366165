import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import {
  PresenceWords,
  StatusWords,
} from "@/components/people/PresenceWords.tsx";
import { PersonDetails } from "@/components/people/PersonDetails.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { dotOf, type SeenPresence } from "@/lib/accounts/presence_model.ts";
import type { SeenAbout } from "@/lib/accounts/profile_model.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What somebody's page shows to this viewer, and nothing more. */
export interface PersonCardProps {
  profile: Profile;
  about: SeenAbout;
  /** Contacts only. */
  presence: SeenPresence | null;
  /** The clock where they are; contacts only. */
  localTime: string | null;
  groups: readonly TitledConversation[];
  /** Are they leaving, and not to be written to? */
  leaving: boolean;
  /** May the viewer write to them? */
  writable: boolean;
  /** Is it the viewer's own? */
  own: boolean;
  token: string;
}

/** Somebody's page. */
export function PersonCard(props: PersonCardProps) {
  const { profile, about, presence, localTime, groups, own, token } = props;
  const { t } = useReader();
  return (
    <div class="stack person-card" data-live data-user={profile.id}>
      <div class="top">
        <Face
          {...profile}
          size="large"
          of={presence ? profile.id : undefined}
          dot={presence ? dotOf(presence) : undefined}
        />
        <div>
          <h2>
            <bdi>{profile.name}</bdi>
          </h2>
          <p class="quiet">
            <bdi>@{profile.username}</bdi>
            {about.pronouns && (
              <>
                {" · "}
                <bdi>{about.pronouns}</bdi>
              </>
            )}
          </p>
          {presence && (
            <p class="quiet">
              <PresenceWords of={profile.id} presence={presence} />
            </p>
          )}
          {localTime && (
            <p class="quiet">
              {t("people.local_time", { time: localTime })}
            </p>
          )}
        </div>
      </div>
      {about.status && (
        <p>
          <StatusWords status={about.status} end />
        </p>
      )}
      {about.bio && (
        <p class="bio">
          <bdi>{about.bio}</bdi>
        </p>
      )}
      {props.leaving && <Notice>{t("people.leaving")}</Notice>}
      <div class="actions">
        {own
          ? <ButtonLink href="/settings/profile">{t("people.edit")}</ButtonLink>
          : props.writable && (
            <form method="post" action="/conversations">
              <FormToken token={token} />
              <input type="hidden" name="kind" value="direct" />
              <input type="hidden" name="encryption" value="server" />
              <input type="hidden" name="members" value={profile.username} />
              <Button kind="primary">{t("people.message")}</Button>
            </form>
          )}
      </div>
      <PersonDetails details={about.details} />
      {groups.length > 0 && (
        <section>
          <h3>{t("people.groups")}</h3>
          <ul>
            {groups.map((group) => (
              <li class="person" key={group.id}>
                <Face {...group.face} group size="small" />
                <a href={`/conversations/${group.id}`} dir="auto">
                  {group.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
