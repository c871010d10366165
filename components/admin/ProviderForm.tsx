import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { Segmented } from "@/components/controls/Segmented.tsx";
import {
  ADMITS,
  callbackPath,
  type Provider,
} from "@/lib/accounts/provider_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** A new provider, or a change of one. Its secret is typed and never shown. */
export function ProviderForm(
  { token, here, origin, id, known, typed, refused }: {
    token: string;
    here: string;
    origin: string;
    id: string;
    /** What is changed; null adds one. */
    known: Provider | null;
    typed: Readonly<Record<string, string>> | null;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = typed ? refused : {};
  return (
    <form class="form" method="post" action={here}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <input type="hidden" name="_action" value={known ? "change" : "add"} />
      <input type="hidden" name="id" value={id} />
      <Field
        name="callback"
        label={t("admin.providers.callback")}
        hint={t("admin.providers.callback_hint")}
        value={origin + callbackPath(id)}
        verbatim
        readonly
      />
      <Field
        name="name"
        label={t("admin.providers.name")}
        hint={t("admin.providers.name_hint")}
        value={typed?.name ?? known?.name}
        error={errors.name}
        autocomplete="off"
        required
      />
      <Field
        name="issuer"
        type="url"
        label={t("admin.providers.issuer")}
        hint={t("admin.providers.issuer_hint")}
        value={known?.issuer ?? typed?.issuer}
        error={errors.issuer}
        autocomplete="off"
        readonly={known !== null}
        verbatim
        required
      />
      <Field
        name="client_id"
        label={t("admin.providers.client")}
        value={typed?.client_id ?? known?.clientId}
        error={errors.client_id}
        autocomplete="off"
        verbatim
        required
      />
      <Field
        name="secret"
        type="password"
        label={t("admin.providers.secret")}
        hint={t(
          known ? "admin.providers.secret_keep" : "admin.providers.secret_hint",
        )}
        error={errors.secret}
        autocomplete="off"
        required={known === null}
      />
      <Segmented
        name="admits"
        legend={t("admin.providers.admits")}
        options={ADMITS.map((value) => ({
          value,
          label: t(`admin.providers.admits_${value}`),
        }))}
        value={typed?.admits ?? known?.admits ?? "linked"}
        error={errors.admits}
      />
      <p class="hint">{t("admin.providers.admits_hint")}</p>
      <div class="actions">
        <Button kind="primary">
          {t(known ? "admin.providers.save" : "admin.providers.add")}
        </Button>
        {known && <ButtonLink href={here}>{t("common.cancel")}</ButtonLink>}
      </div>
    </form>
  );
}
