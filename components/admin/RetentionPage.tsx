import { Button } from "@/components/controls/Button.tsx";
import { ConfirmForm } from "@/components/controls/ConfirmForm.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { NightList } from "@/components/conversations/NightList.tsx";
import {
  type AskedRule,
  RuleWarning,
} from "@/components/conversations/RetentionForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/admin/retention";

/** For how long anything said on the server is kept at most, and what went. */
export function RetentionPage(
  { token, user, days, hour, nights, asked, done, refused }: {
    token: string;
    user: User;
    /** As stored or typed. */
    days: string;
    hour: string;
    nights: Parameters<typeof NightList>[0]["nights"];
    /** The rule takes away what would have stayed: asked once more. */
    asked?: AskedRule | undefined;
    done?: string | undefined;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  return (
    <SettingsPage user={user} current="admin" done={done}>
      <section>
        <h2>{t("retention.server.title")}</h2>
        {asked
          ? (
            <ConfirmForm
              action={HERE}
              token={token}
              fields={{ days: String(asked.days), hour, sure: "yes" }}
              confirm={t("retention.rule.set", { count: asked.days })}
              cancel={HERE}
            >
              <RuleWarning asked={asked} />
            </ConfirmForm>
          )
          : (
            <form class="form" method="post" action={HERE}>
              <ErrorSummary errors={errors} sentence={sentence} />
              <FormToken token={token} />
              <p class="hint">{t("retention.server.text")}</p>
              <Field
                name="days"
                label={t("retention.server.days")}
                hint={t("retention.server.days_hint")}
                value={days}
                error={errors.days}
                inputmode="numeric"
                autocomplete="off"
                optional
              />
              <Field
                name="hour"
                label={t("retention.server.hour")}
                hint={t("retention.server.hour_hint")}
                value={hour}
                error={errors.hour}
                inputmode="numeric"
                autocomplete="off"
              />
              <div class="actions">
                <Button kind="primary">{t("common.save")}</Button>
              </div>
            </form>
          )}
      </section>
      {!asked && <NightList nights={nights} />}
    </SettingsPage>
  );
}
