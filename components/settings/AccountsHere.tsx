import type { ComponentChildren } from "preact";
import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { Face } from "@/components/controls/Face.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { Notice } from "@/components/layout/Notice.tsx";
import type { AccountHere } from "@/lib/accounts/browser_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Everybody who is signed in to this browser. */
export function AccountsHere(
  { token, accounts, most, full = false }: {
    token: string;
    accounts: readonly AccountHere[];
    /** As many as a browser holds. */
    most: number;
    /** Was one more refused just now? */
    full?: boolean;
  },
) {
  const { t } = useReader();
  const live = accounts.filter(({ profile }) => profile);
  return (
    <>
      <p class="quiet">{t("settings.accounts.lead")}</p>
      {(full || live.length >= most) && (
        <Notice>{t("settings.accounts.full", { most })}</Notice>
      )}
      <ul class="list">
        {accounts.map((account) => (
          <Account key={account.username} token={token} account={account} />
        ))}
      </ul>
      <div class="actions">
        {live.length < most && (
          <ButtonLink kind="primary" href="/sign-in?add=1">
            {t("settings.accounts.add")}
          </ButtonLink>
        )}
        {accounts.length > 1 && (
          <Deed action="/sign-out" token={token} name="all" value="1">
            <Button kind="danger">{t("settings.accounts.sign_out_all")}</Button>
          </Deed>
        )}
      </div>
    </>
  );
}

function Account(
  { token, account }: { token: string; account: AccountHere },
) {
  const { t } = useReader();
  const { username, profile, current, unread } = account;
  const said = <span class="said">{` ${profile?.name ?? username}`}</span>;
  const query = new URLSearchParams({ add: "1", username });
  const facts = [
    `@${username}`,
    current && t("settings.accounts.current"),
    !profile && t("settings.accounts.over"),
    unread > 0 && t("settings.accounts.unread", { count: unread }),
  ];
  return (
    <li data-account={username}>
      <Face {...profile ?? { name: username }} />
      <div>
        <b dir="auto">{profile?.name ?? username}</b>
        <p>{facts.filter((fact) => fact).join(" · ")}</p>
      </div>
      <div class="actions">
        {profile && !current && (
          <Deed
            action="/accounts"
            token={token}
            name="account"
            value={username}
          >
            <Button small kind="primary">
              {t("settings.accounts.switch")}
              {said}
            </Button>
          </Deed>
        )}
        {!profile && (
          <ButtonLink small href={`/sign-in?${query}`}>
            {t("settings.accounts.again")}
            {said}
          </ButtonLink>
        )}
        <Deed action="/sign-out" token={token} name="account" value={username}>
          <Button small>
            {t(profile ? "settings.sign_out" : "settings.accounts.forget")}
            {said}
          </Button>
        </Deed>
      </div>
    </li>
  );
}

/** A form of one button and one fact. */
function Deed(
  { action, token, name, value, children }: {
    action: string;
    token: string;
    name: string;
    value: string;
    children: ComponentChildren;
  },
) {
  return (
    <form method="post" action={action}>
      <FormToken token={token} />
      <input type="hidden" name={name} value={value} />
      {children}
    </form>
  );
}
