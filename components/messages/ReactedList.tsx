import { Fragment } from "preact";
import { Face } from "@/components/controls/Face.tsx";
import { Emoji } from "@/components/messages/Emoji.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { Profile } from "@/lib/accounts/model.ts";

/** Who reacted, and with what. */
export function ReactedList(
  { people, pictures }: {
    people: readonly {
      readonly profile: Profile;
      readonly emojis: readonly string[];
    }[];
    /** Where those of this server's own emoji are, by emoji. */
    pictures: Readonly<Record<string, string>>;
  },
) {
  const { t } = useReader();
  if (people.length === 0) {
    return <p class="quiet">{t("message.reactions.none")}</p>;
  }
  return (
    <ul id="reacted">
      {people.map(({ profile, emojis }) => (
        <li class="person" key={profile.id} data-user={profile.id}>
          <Face {...profile} size="small" />
          <span>{nameOf(profile.name, t)}</span>
          <span>
            {emojis.map((emoji) => (
              <Fragment key={emoji}>
                <Emoji emoji={emoji} picture={pictures[emoji]} />
                {" "}
              </Fragment>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
