import { Button } from "@/components/controls/Button.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { PageForm } from "@/components/controls/PageForm.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** How long a new invite link lasts, and for how many. */
export function InviteForm(
  { token, days, cap, errors = {}, sentence }: {
    token: string;
    days: string;
    cap: string;
    errors?: Readonly<Record<string, string>>;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <PageForm action="/admin" token={token} errors={errors} sentence={sentence}>
      <input type="hidden" name="_action" value="create-invite" />
      <Field
        name="days"
        label={t("admin.invites.days")}
        value={days}
        error={errors.days}
        inputmode="numeric"
        required
      />
      <Field
        name="cap"
        label={t("admin.invites.cap")}
        value={cap}
        error={errors.cap}
        inputmode="numeric"
        required
      />
      <div class="actions">
        <Button kind="primary">{t("admin.invites.create")}</Button>
      </div>
    </PageForm>
  );
}
