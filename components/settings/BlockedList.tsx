import { Face } from "@/components/controls/Face.tsx";
import { KeepAwayForm } from "@/components/people/KeepAway.tsx";
import { PersonLink } from "@/components/people/PersonLink.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Whom one has blocked or muted, each with a way back. */
export function BlockedList(
  { token, kept }: {
    token: string;
    kept: readonly {
      readonly profile: Profile;
      readonly blocked?: number | undefined;
      readonly muted?: number | undefined;
    }[];
  },
) {
  const { t, full } = useReader();
  return (
    <section>
      <p class="hint">{t("settings.blocked.lead")}</p>
      {kept.length === 0 && <p>{t("settings.blocked.none")}</p>}
      <ul>
        {kept.map(({ profile, blocked, muted }) => {
          const wish = blocked === undefined ? "muted" : "blocked";
          const when = full(blocked ?? muted ?? 0);
          return (
            <li class="person" key={profile.id} data-user={profile.id}>
              <Face {...profile} size="small" />
              <span>
                <PersonLink username={profile.username}>
                  <bdi>{profile.name}</bdi>
                </PersonLink>{" "}
                <small>@{profile.username}</small>
                <br />
                <small>{t(`settings.blocked.${wish}`, { when })}</small>
              </span>
              <KeepAwayForm
                profile={profile}
                wish={wish}
                on={false}
                token={token}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
