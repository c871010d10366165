import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { MailChoices } from "@/components/settings/MailChoices.tsx";
import { MailCodeForm } from "@/components/settings/MailCodeForm.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type {
  MailAddress,
  MailAddressSetup,
} from "@/lib/accounts/mail_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

const HERE = "/settings/mail";

/** The address of the account: to be given, to be proved, or to be taken away. */
export function MailPage(
  { token, user, mail, setup, on, confirmed, code, typed, ...about }: {
    token: string;
    user: User;
    mail: MailAddress | null;
    /** What waits for its code. */
    setup: MailAddressSetup | null;
    /** Does this server send mail? */
    on: boolean;
    confirmed: boolean;
    /** The digits of the link that led here. */
    code: string;
    typed: string;
    done: "verified" | "removed" | "saved" | null;
    refused: Refused;
  },
) {
  const { t, full } = useReader();
  const { done, refused } = about;
  const { errors = {}, sentence } = refused;
  const said = done === "saved"
    ? t("common.saved")
    : done && t(`settings.mail.${done}`);
  // At the code, at the new address, or at neither when its form is gone.
  const atCode = setup !== null && (errors.code !== undefined || !!sentence);
  const atAddress = !atCode && on && confirmed && errors.code === undefined;
  const homeless = atCode || atAddress
    ? undefined
    : sentence ?? Object.values(errors)[0];
  return (
    <SettingsPage user={user} current="security" done={said ?? undefined}>
      <section>
        <h2>{t("settings.mail.title")}</h2>
        <p class="hint">{t("settings.mail.lead")}</p>
        <ErrorSummary sentence={homeless} />
        {!on && <p>{t("settings.mail.off")}</p>}
        {mail
          ? (
            <p>
              <bdi dir="ltr">{mail.address}</bdi>
              <br />
              <small>
                {t("settings.mail.since", { when: full(mail.since) })}
              </small>
            </p>
          )
          : on && !setup && <p>{t("settings.mail.none")}</p>}
        {setup && (
          <MailCodeForm
            token={token}
            setup={setup}
            code={code}
            refused={atCode ? refused : {}}
          />
        )}
        {!confirmed
          ? (
            <div class="actions">
              <ButtonLink href={`/settings/confirm?next=${HERE}`}>
                {t(mail ? "settings.mail.change" : "settings.mail.add")}
              </ButtonLink>
            </div>
          )
          : on && (
            <PageForm
              action={HERE}
              token={token}
              {...(atAddress ? refused : {})}
            >
              <input type="hidden" name="_action" value="give" />
              <Field
                name="address"
                label={t("settings.mail.new")}
                hint={t("settings.mail.new_hint")}
                value={typed}
                error={errors.address}
                type="email"
                autocomplete="email"
                verbatim
                required
              />
              <div class="actions">
                <Button kind={setup ? "plain" : "primary"}>
                  {t("settings.mail.send")}
                </Button>
              </div>
            </PageForm>
          )}
      </section>
      {mail && <MailChoices token={token} {...{ mail, on, confirmed }} />}
    </SettingsPage>
  );
}
