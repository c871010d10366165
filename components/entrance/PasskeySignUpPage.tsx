import type { Refused } from "@/components/controls/Refused.ts";
import { NameFields } from "@/components/entrance/NameFields.tsx";
import { PasskeyForm } from "@/components/entrance/PasskeyForm.tsx";
import { signUpQuery } from "@/components/entrance/SignUpQuery.ts";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** Making an account with a passkey in place of a password. */
export function PasskeySignUpPage(
  { token, invite, adding, typed, refused }: {
    token: string;
    /** The code of the link somebody came by, or empty. */
    invite: string;
    /** Is somebody signed in, whom the new account joins? */
    adding: boolean;
    typed: { username?: string; name?: string };
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { errors = {}, sentence } = refused;
  const query = signUpQuery({ invite, adding });
  return (
    <EntranceFrame
      title={t("entrance.sign_up.title")}
      lead={t("entrance.sign_up.passkey_lead")}
      sentence={t("entrance.sentence")}
      foot={
        <p>
          <a href={`/sign-up${query}`}>
            {t("entrance.sign_up.with_password")}
          </a>
        </p>
      }
    >
      <PasskeyForm
        action="/sign-up/passkey"
        token={token}
        creates
        deed="sign-up"
        label={t("entrance.sign_up.submit")}
        wide
        refused={refused}
      >
        {invite && <input type="hidden" name="invite" value={invite} />}
        <NameFields
          typed={typed}
          errors={errors}
          autofocus={Object.keys(errors).length === 0 && !sentence}
        />
      </PasskeyForm>
    </EntranceFrame>
  );
}
