import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { PasskeyForm } from "@/components/entrance/PasskeyForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { PasskeyList } from "@/components/settings/PasskeyList.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import type { Passkey } from "@/lib/accounts/second_factor_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/settings/passkeys";

interface Props {
  token: string;
  user: User;
  passkeys: readonly Passkey[];
  /** The one to rename or remove; null shows them all. */
  chosen: Passkey | null;
  /** What the name field holds. */
  name: string;
  /** What was just done; unknown words say nothing. */
  done: string;
  refused: Refused;
}

/** Somebody's passkeys, or one of them. */
export function PasskeysPage(props: Props) {
  const { t } = useReader();
  const { user, passkeys, chosen, done } = props;
  const said = done === "added"
    ? t("settings.passkeys.added")
    : done === "renamed"
    ? t("settings.passkeys.renamed")
    : done === "removed"
    ? t("settings.passkeys.removed")
    : undefined;
  return (
    <SettingsPage user={user} current="security" done={said}>
      {chosen ? <Chosen {...props} chosen={chosen} /> : (
        <>
          <section>
            <h2>{t("settings.passkeys.title")}</h2>
            <p class="hint">{t("settings.passkeys.lead")}</p>
            <PasskeyList passkeys={passkeys} />
          </section>
          <section>
            <h2>{t("settings.passkeys.add_title")}</h2>
            <PasskeyForm
              action={HERE}
              token={props.token}
              creates
              deed="add"
              label={t("settings.passkeys.add")}
              refused={props.refused}
            >
              <NameField {...props} />
            </PasskeyForm>
          </section>
        </>
      )}
    </SettingsPage>
  );
}

function NameField({ name, refused }: Props) {
  const { t } = useReader();
  return (
    <Field
      name="name"
      label={t("settings.passkeys.name")}
      hint={t("settings.passkeys.name_hint")}
      value={name}
      error={refused.errors?.name}
      autocomplete="off"
      required
    />
  );
}

function Chosen(props: Props & { chosen: Passkey }) {
  const { t } = useReader();
  const { token, chosen, refused } = props;
  return (
    <section>
      <h2>{chosen.name}</h2>
      <form class="form" method="post" action={HERE}>
        <ErrorSummary {...refused} />
        <FormToken token={token} />
        <input type="hidden" name="passkey" value={chosen.id} />
        <input type="hidden" name="_action" value="rename" />
        <NameField {...props} />
        <div class="actions">
          <Button kind="primary">{t("settings.passkeys.rename")}</Button>
          <ButtonLink href={HERE}>{t("common.cancel")}</ButtonLink>
        </div>
      </form>
      <ConfirmForm
        action={HERE}
        token={token}
        deed="remove"
        fields={{ passkey: chosen.id }}
        confirm={t("settings.passkeys.remove")}
        cancel={HERE}
      >
        <p class="hint">{t("settings.passkeys.remove_lead")}</p>
      </ConfirmForm>
    </section>
  );
}
