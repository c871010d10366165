import { Button } from "@/components/controls/Button.tsx";
import { Check } from "@/components/controls/Check.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { GUEST_CAP } from "@/lib/conversations/link_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** How long a new link lasts, for how many, and whether somebody says yes. */
export function LinkForm(
  { action, token, guests, values = {}, errors, sentence }: {
    action: string;
    token: string;
    /** May there be guests on this server? */
    guests: boolean;
    /** Kept when making was refused. */
    values?: Readonly<Record<string, string>> | undefined;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <input type="hidden" name="_action" value="create" />
      <Field
        name="days"
        label={t("conversation.links.days")}
        value={values.days ?? "7"}
        error={errors?.days}
        inputmode="numeric"
        autocomplete="off"
        required
      />
      <Field
        name="cap"
        label={t("conversation.links.cap")}
        value={values.cap ?? "10"}
        error={errors?.cap}
        inputmode="numeric"
        autocomplete="off"
        required
      />
      <Check
        name="approval"
        label={t("conversation.links.approval")}
        checked={values.approval !== undefined}
      />
      {guests && (
        <Check
          name="guest"
          label={t("conversation.links.guest")}
          hint={t("conversation.links.guest_hint", { most: GUEST_CAP })}
          checked={values.guest !== undefined}
        />
      )}
      <div class="actions">
        <Button kind="primary">{t("conversation.links.new")}</Button>
      </div>
    </form>
  );
}
