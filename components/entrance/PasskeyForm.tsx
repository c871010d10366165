import type { ComponentChildren } from "preact";
import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { Field, fieldId } from "@/components/controls/Field.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/**
 * A form whose answer a passkey gives: `lib/client/entry/passkey.ts` asks it
 * and fills in `credential`. Without script it says what it needs.
 */
export function PasskeyForm(props: {
  action: string;
  token: string;
  /** Makes a new one, instead of asking one there is. */
  creates?: boolean;
  /** Sent as `_action`. */
  deed?: string;
  /** Where to go afterwards; empty for the usual place. */
  next?: string;
  /** Lets the browser offer passkeys at a field, where it can. */
  autofill?: boolean;
  /** The words on the button; "Use a passkey" unless given. */
  label?: string;
  /** Is the button as wide as the form, as at the entrance? */
  wide?: boolean;
  refused?: Refused;
  /** Further fields. */
  children?: ComponentChildren;
}) {
  const { t } = useReader();
  const { action, token, creates, deed, next, refused = {}, children } = props;
  const { errors, sentence } = refused;
  return (
    <form
      class="form"
      method="post"
      action={action}
      data-passkey={creates ? "create" : "get"}
      data-unsupported={t("entrance.passkey.unsupported")}
      data-cancelled={t("entrance.passkey.cancelled")}
      data-failed={t("entrance.passkey.failed")}
      data-already={creates ? t("settings.passkeys.already") : undefined}
    >
      <ErrorSummary errors={errors} sentence={sentence} />
      <FormToken token={token} />
      <input type="hidden" name="_action" value={deed ?? "passkey"} />
      <input type="hidden" name="credential" value="" />
      {next && <input type="hidden" name="next" value={next} />}
      {props.autofill && (
        <div data-passkey-autofill hidden>
          <Field
            name="username"
            label={t("entrance.field.username")}
            hint={t("entrance.passkey.autofill")}
            autocomplete="username webauthn"
            verbatim
          />
        </div>
      )}
      {children}
      <noscript>
        <p class="hint">{t("entrance.passkey.no_script")}</p>
      </noscript>
      <div
        class={props.wide ? "field" : "actions"}
        id={fieldId("credential")}
      >
        <Button kind="primary">
          {props.label ?? t("entrance.passkey.submit")}
        </Button>
      </div>
      <p class="error" role="alert" data-passkey-says hidden></p>
    </form>
  );
}
