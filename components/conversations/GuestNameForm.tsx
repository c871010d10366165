import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { GUEST_NAME_LENGTH } from "@/lib/accounts/guest_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What a guest wants to be called. */
export function GuestNameForm(
  { action, token, name = "", button, errors, sentence }: {
    action: string;
    token: string;
    /** As it is, or as it was typed. */
    name?: string | undefined;
    button: string;
    errors?: Readonly<Record<string, string>> | undefined;
    sentence?: string | undefined;
  },
) {
  const { t } = useReader();
  return (
    <form class="form" method="post" action={action}>
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <Field
        name="name"
        label={t("guest.join.name")}
        hint={t("guest.join.name_hint")}
        value={name}
        error={errors?.name}
        maxlength={GUEST_NAME_LENGTH}
        autocomplete="nickname"
        required
      />
      <div class="actions">
        <Button kind="primary">{button}</Button>
      </div>
    </form>
  );
}
