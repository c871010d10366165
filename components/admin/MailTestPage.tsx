import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { Notice } from "@/components/layout/Notice.tsx";
import { SettingsPage } from "@/components/settings/SettingsPage.tsx";
import type { User } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** How a test went. */
export interface Tested {
  /** What is wrong; without it the mail was taken. */
  readonly fault?: string;
  /** The mail server's own words. */
  readonly answer: string;
}

/** How this server sends mail, and a way to try it. */
export function MailTestPage(
  { token, user, by, to, tested, refused }: {
    token: string;
    user: User;
    /** Through which server, and from whom; null when no mail is sent. */
    by: { readonly server: string; readonly from: string } | null;
    /** Where a test goes, unless something else is typed. */
    to: string;
    tested: Tested | null;
    refused: Refused;
  },
) {
  const { t } = useReader();
  return (
    <SettingsPage user={user} current="admin">
      <section>
        <h2>{t("admin.mail.title")}</h2>
        <p>{by ? t("admin.mail.by", { ...by }) : t("admin.mail.off")}</p>
      </section>
      {by && (
        <section>
          <h2>{t("admin.mail.test_title")}</h2>
          {tested && (
            <Notice kind={tested.fault ? "bad" : "good"}>
              <p>{tested.fault ?? t("admin.mail.test_done")}</p>
              {tested.fault && <p>{t("admin.mail.answered")}</p>}
              <p>
                <code dir="ltr" data-mail-answer>{tested.answer}</code>
              </p>
            </Notice>
          )}
          <PageForm
            action="/admin/mail"
            token={token}
            errors={refused.errors}
            sentence={refused.sentence}
          >
            <Field
              name="address"
              label={t("admin.mail.test_to")}
              hint={t("admin.mail.test_hint")}
              value={to}
              error={refused.errors?.address}
              type="email"
              autocomplete="email"
              verbatim
              required
            />
            <div class="actions">
              <Button kind="primary">{t("admin.mail.test_send")}</Button>
            </div>
          </PageForm>
        </section>
      )}
    </SettingsPage>
  );
}
