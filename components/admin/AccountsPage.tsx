import { AccountAsked, type Asked } from "@/components/admin/AccountAsked.tsx";
import {
  ResetLinkShown,
  type ShownLink,
} from "@/components/admin/ResetLinkShown.tsx";
import { AccountRow } from "@/components/admin/AccountRow.tsx";
import { ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
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
    /** What was just done; unknown words say nothing. */
    done: string;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const said = done === "second-factor-removed"
    ? t("admin.people.removed")
    : done === "deleting"
    ? t("admin.people.deleting")
    : done === "kept"
    ? t("admin.people.kept")
    : undefined;
  return (
    <SettingsPage user={user} current="admin" done={said}>
      <ErrorSummary {...refused} />
      {link && <ResetLinkShown link={link} />}
      {asked && <AccountAsked token={token} here={HERE} asked={asked} />}
      <section>
        <h2>{t("admin.people.title")}</h2>
        <ul>
          {accounts.map((account) => (
            <AccountRow
              key={account.user.id}
              {...account}
              own={account.user.id === user.id}
              here={HERE}
              token={token}
            />
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
