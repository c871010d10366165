import { Face } from "@/components/controls/Face.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { AccountHere } from "@/lib/accounts/browser_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Whose page this is, and the other accounts of the browser: one press each. */
export function AccountSwitcher(
  { token, accounts }: { token: string; accounts: readonly AccountHere[] },
) {
  const { t, number } = useReader();
  const me = accounts.find(({ current }) => current)?.profile;
  if (!me || accounts.length < 2) return null;
  return (
    <section class="accounts" aria-label={t("settings.accounts")}>
      <a class="me" href="/settings/accounts">
        <Face {...me} size="small" />
        <span>
          <b dir="auto">{me.name}</b>
          <small dir="auto">@{me.username}</small>
        </span>
      </a>
      <form method="post" action="/accounts">
        <FormToken token={token} />
        {accounts.map(({ profile, current, username, unread }) =>
          profile && !current && (
            <button
              key={username}
              type="submit"
              name="account"
              value={username}
              title={t("settings.accounts.switch_to", { name: profile.name })}
            >
              <Face {...profile} size="small" />
              <span class="said">
                {t("settings.accounts.switch_to", { name: profile.name })}
              </span>
              {unread > 0 && (
                <span class="badge">
                  <span aria-hidden="true">{number(unread)}</span>
                  <span class="said">
                    {t("settings.accounts.unread", { count: unread })}
                  </span>
                </span>
              )}
            </button>
          )
        )}
      </form>
    </section>
  );
}
