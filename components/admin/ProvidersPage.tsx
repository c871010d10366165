import { ProviderForm } from "@/components/admin/ProviderForm.tsx";
import { ProviderRow } from "@/components/admin/ProviderRow.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import type { Provider } from "@/lib/accounts/provider_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/admin/sign-in";

/** Providers by which people sign in: what there is, one more, a change, one less. */
export function ProvidersPage(props: {
  token: string;
  user: User;
  /** The public address of this server. */
  origin: string;
  providers: readonly Provider[];
  /** The number the next one gets. */
  next: string;
  /** About to be changed, or taken away. */
  changed: Provider | null;
  removed: Provider | null;
  /** The form that was refused, as it was typed. */
  typed: Readonly<Record<string, string>> | null;
  /** What was just done; unknown words say nothing. */
  done: string;
  refused: Refused;
}) {
  const { t } = useReader();
  const { token, user, providers, changed, removed, typed, refused } = props;
  const fills = typed?._action === "add" || typed?._action === "change";
  const form = { token, here: HERE, origin: props.origin, refused };
  return (
    <SettingsPage user={user} current="admin" done={useNews(props.done)}>
      {typed && !fills && <ErrorSummary {...refused} />}
      {removed && (
        <section>
          <h2>{t("admin.providers.remove_title", { name: removed.name })}</h2>
          <ConfirmForm
            action={HERE}
            token={token}
            deed="remove"
            fields={{ id: removed.id }}
            confirm={t("admin.providers.remove")}
            cancel={HERE}
          >
            <p class="hint">{t("admin.providers.remove_lead")}</p>
          </ConfirmForm>
        </section>
      )}
      <section>
        <h2>{t("admin.providers.title")}</h2>
        <p class="hint">{t("admin.providers.lead")}</p>
        {providers.length > 0 && (
          <ul class="stack">
            {providers.map((one) => (
              <ProviderRow key={one.id} token={token} provider={one} />
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2>
          {changed
            ? t("admin.providers.change_title", { name: changed.name })
            : t("admin.providers.add_title")}
        </h2>
        <ProviderForm
          {...form}
          id={changed?.id ?? props.next}
          known={changed}
          typed={fills ? typed : null}
        />
      </section>
    </SettingsPage>
  );
}

function useNews(done: string): string | undefined {
  const { t } = useReader();
  switch (done) {
    case "added":
      return t("admin.providers.added");
    case "changed":
      return t("common.saved");
    case "on":
      return t("admin.providers.is_on");
    case "off":
      return t("admin.providers.is_off");
    case "removed":
      return t("admin.providers.removed");
  }
  return undefined;
}
