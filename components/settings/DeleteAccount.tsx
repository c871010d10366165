import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { LEAVING_GRACE } from "@/lib/accounts/leaving_model.ts";
import { USERNAME_LENGTH } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What goes, what stays, and the form that begins it. */
export function DeleteAccount(
  { token, confirmed, typed, refused }: {
    token: string;
    /** Did they prove a moment ago who they are? */
    confirmed: boolean;
    /** Kept when it was refused. */
    typed: string;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <section id="delete">
      <h2>{t("settings.data.delete")}</h2>
      <p class="hint">{t("settings.data.delete_now")}</p>
      <p class="hint">
        {t("settings.data.delete_grace", { days: LEAVING_GRACE / 86_400_000 })}
      </p>
      <p class="hint">{t("settings.data.delete_goes")}</p>
      <p class="hint">{t("settings.data.delete_stays")}</p>
      <p class="hint">{t("settings.data.delete_download")}</p>
      {confirmed
        ? (
          <form class="form" method="post" action="/settings/data">
            <ErrorSummary errors={errors} sentence={sentence} />
            <FormToken token={token} />
            <Field
              name="username"
              label={t("settings.data.delete_username")}
              value={typed}
              error={errors.username}
              maxlength={USERNAME_LENGTH + 1}
              autocomplete="off"
              verbatim
              required
            />
            <div class="actions">
              <Button kind="danger" name="_action" value="delete">
                {t("settings.data.delete_confirm")}
              </Button>
            </div>
          </form>
        )
        : (
          <div class="actions">
            <ButtonLink href="/settings/confirm?next=%2Fsettings%2Fdata">
              {t("settings.data.delete_begin")}
            </ButtonLink>
          </div>
        )}
    </section>
  );
}
