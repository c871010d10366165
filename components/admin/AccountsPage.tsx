import { ButtonLink } from "@/components/controls/Button.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Face } from "@/components/controls/Face.tsx";
import type { Refused } from "@/components/entrance/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/admin/people";

/** Everybody with an account, for administrators. */
export function AccountsPage(
  { token, user, accounts, next, asked, done, refused }: {
    token: string;
    user: User;
    accounts: readonly { user: User; secondFactor: boolean }[];
    /** Begins the next page; null on the last one. */
    next: string | null;
    /** Whose second factor is about to be removed. */
    asked: User | null;
    /** Was one removed just now? */
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
      {asked && (
        <section>
          <h2>{t("admin.people.remove_title", { name: asked.name })}</h2>
          <ConfirmForm
            action={HERE}
            token={token}
            deed="remove-second-factor"
            fields={{ username: asked.username }}
            confirm={t("admin.people.remove")}
            cancel={HERE}
          >
            <p class="hint">
              {t("admin.people.remove_lead", {
                name: asked.name,
                username: asked.username,
              })}
            </p>
          </ConfirmForm>
        </section>
      )}
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
  const facts = [
    `@${user.username}`,
    user.role === "administrator" && t("admin.people.administrator"),
    t(secondFactor ? "admin.people.second_on" : "admin.people.second_off"),
  ];
  return (
    <li class="person" data-username={user.username}>
      <Face name={user.name} hue={user.hue} size="small" />
      <span>
        <b>{user.name}</b>
        <br />
        <small>{facts.filter((fact) => fact).join(" · ")}</small>
      </span>
      {secondFactor && (
        <ButtonLink
          small
          href={`${HERE}?remove=${encodeURIComponent(user.username)}`}
        >
          {t("admin.people.remove")}
          <span class="said">{` ${user.name}`}</span>
        </ButtonLink>
      )}
    </li>
  );
}
