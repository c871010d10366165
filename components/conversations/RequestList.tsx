import { Button } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { PersonLink } from "@/components/people/PersonLink.tsx";
import type { Profile } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** People who ask to come into a group, with a yes and a no for each. */
export function RequestList(
  { action, token, people }: {
    action: string;
    token: string;
    people: readonly Profile[];
  },
) {
  const { t } = useReader();
  if (people.length === 0) {
    return <p class="hint">{t("conversation.requests.none")}</p>;
  }
  return (
    <ul>
      {people.map((person) => (
        <li class="person" key={person.id} data-user={person.id}>
          <Face {...person} size="small" />
          <span>
            <PersonLink username={person.username}>
              <bdi>{person.name}</bdi>
            </PersonLink>{" "}
            <small>@{person.username}</small>
          </span>
          {(["yes", "no"] as const).map((answer) => (
            <form key={answer} method="post" action={action}>
              <FormToken token={token} />
              <input type="hidden" name="user" value={person.id} />
              <Button small name="_action" value={answer}>
                {t(`conversation.requests.${answer}`)}
                <span class="said">{` ${nameOf(person.name, t)}`}</span>
              </Button>
            </form>
          ))}
        </li>
      ))}
    </ul>
  );
}
