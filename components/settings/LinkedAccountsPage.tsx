import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { LinkedList } from "@/components/settings/LinkedList.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import type { Link, Provider } from "@/lib/accounts/provider_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/settings/linked";

/** By which providers one signs in: what there is, one more, one less. */
export function LinkedAccountsPage(
  { token, user, links, providers, chosen, said, refused }: {
    token: string;
    user: User;
    links: readonly Link[];
    providers: readonly Provider[];
    /** About to be taken away. */
    chosen: Link | null;
    /** What was just done, in words. */
    said: string | undefined;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const linked = new Set(links.map(({ issuer }) => issuer));
  const others = providers.filter(({ issuer }) => !linked.has(issuer));
  return (
    <SettingsPage user={user} current="security" done={said}>
      <ErrorSummary {...refused} />
      {chosen && (
        <section>
          <h2>{t("settings.linked.remove_title")}</h2>
          <ConfirmForm
            action={HERE}
            token={token}
            deed="unlink"
            fields={{ link: chosen.id }}
            confirm={t("settings.linked.remove")}
            cancel={HERE}
          >
            <p class="hint">
              {t("settings.linked.remove_lead", { label: chosen.label })}
            </p>
          </ConfirmForm>
        </section>
      )}
      <section>
        <h2>{t("settings.linked.title")}</h2>
        <p class="hint">{t("settings.linked.lead")}</p>
        <LinkedList links={links} providers={providers} here={HERE} />
        {others.map(({ id, name }) => (
          <form key={id} class="actions" method="post" action={HERE}>
            <FormToken token={token} />
            <input type="hidden" name="_action" value="link" />
            <input type="hidden" name="provider" value={id} />
            <Button>{t("settings.linked.add", { name })}</Button>
          </form>
        ))}
        <div class="actions">
          <ButtonLink href="/settings/security">
            {t("settings.linked.back")}
          </ButtonLink>
        </div>
      </section>
    </SettingsPage>
  );
}
