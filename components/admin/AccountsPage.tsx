import { AccountAsked, type Asked } from "@/components/admin/AccountAsked.tsx";
import {
  ResetLinkShown,
  type ShownLink,
} from "@/components/admin/ResetLinkShown.tsx";
import { ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Face } from "@/components/controls/Face.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/admin/people";

/** Everybody with an account, for administrators. */
export function AccountsPage(
  { token, user, accounts, next, asked, link, done, refused }: {
    token: string;
    user: User;
    accounts: readonly { user: User; secondFactor: boolean }[];
    /** Begins the next page; null on the last one. */
    next: string | null;
    /** What is about to be done for somebody. */
    asked: Asked | null;
    /** Made just now. */
    link: ShownLink | null;
    /** Was a second factor removed just now? */
    done: boolean;
    refused: Refused;
  },
) {
  const { t } = useReader();
  return (
    <SettingsPage
      user={user}
      current="admin"
      done={done ? t("admin.people.removed") : undefined}
    >
      <ErrorSummary {...refused} />
      {link && <ResetLinkShown link={link} />}
      {asked && <AccountAsked token={token} here={HERE} asked={asked} />}
      <section>
        <h2>{t("admin.people.title")}</h2>
        <ul>
          {accounts.map((account) => (
            <AccountRow key={account.user.id} {...account} />
          ))}
        </ul>
        {next !== null && (
          <div class="actions">
            <ButtonLink href={`${HERE}?after=${encodeURIComponent(next)}`}>
              {t("admin.people.more")}
            </ButtonLink>
          </div>
        )}
      </section>
    </SettingsPage>
  );
}

function AccountRow(
  { user, secondFactor }: { user: User; secondFactor: boolean },
) {
  const { t } = useReader();
  const of = encodeURIComponent(user.username);
  const facts = [
    `@${user.username}`,
    user.role === "administrator" && t("admin.people.administrator"),
    t(secondFactor ? "admin.people.second_on" : "admin.people.second_off"),
  ];
  return (
    <li class="person account" data-username={user.username}>
      <Face name={user.name} hue={user.hue} size="small" />
      <span>
        <b>{user.name}</b>
        <br />
        <small>{facts.filter((fact) => fact).join(" · ")}</small>
      </span>
      <div class="actions">
        <ButtonLink small href={`${HERE}?reset=${of}`}>
          {t("admin.people.reset")}
          <span class="said">{` ${user.name}`}</span>
        </ButtonLink>
        {secondFactor && (
          <ButtonLink small href={`${HERE}?remove=${of}`}>
            {t("admin.people.remove")}
            <span class="said">{` ${user.name}`}</span>
          </ButtonLink>
        )}
      </div>
    </li>
  );
}
