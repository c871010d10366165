import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { endsAt } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** An account and what can be done for it. Of one that is leaving: keeping it. */
export function AccountRow(
  { user, secondFactor, own, here, token }: {
    user: User;
    secondFactor: boolean;
    /** Is it the reader's? */
    own: boolean;
    /** Where the forms go. */
    here: string;
    token: string;
  },
) {
  const { t, full } = useReader();
  const { username, name, hue, role, leaving } = user;
  const of = encodeURIComponent(username);
  const facts = [
    `@${username}`,
    role === "administrator" && t("admin.people.administrator"),
    t(secondFactor ? "admin.people.second_on" : "admin.people.second_off"),
    leaving && t("admin.people.leaves", { when: full(endsAt(leaving)) }),
  ];
  const whose = <span class="said">{` ${name}`}</span>;
  return (
    <li class="person account" data-username={username}>
      <Face name={name} hue={hue} size="small" />
      <span>
        <b>{name}</b>
        <br />
        <small>{facts.filter((fact) => fact).join(" · ")}</small>
      </span>
      {leaving
        ? (
          <form class="actions" method="post" action={here}>
            <FormToken token={token} />
            <input type="hidden" name="username" value={username} />
            <Button small name="_action" value="keep">
              {t("admin.people.keep")}
              {whose}
            </Button>
          </form>
        )
        : (
          <div class="actions">
            <ButtonLink small href={`${here}?reset=${of}`}>
              {t("admin.people.reset")}
              {whose}
            </ButtonLink>
            {secondFactor && (
              <ButtonLink small href={`${here}?remove=${of}`}>
                {t("admin.people.remove")}
                {whose}
              </ButtonLink>
            )}
            {!own && (
              <ButtonLink small href={`${here}?delete=${of}`}>
                {t("admin.people.delete")}
                {whose}
              </ButtonLink>
            )}
          </div>
        )}
    </li>
  );
}
