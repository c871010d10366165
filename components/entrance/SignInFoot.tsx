import { useReader } from "@/lib/i18n/reader.ts";

/** Other ways in, under the form for the password. */
export function SignInFoot({ passkey, signUp }: {
  /** Where a passkey signs in, and where an account is made. */
  passkey: string;
  signUp: string;
}) {
  const { t } = useReader();
  return (
    <>
      <p>
        <a href="/recover">{t("entrance.recover.link")}</a>
      </p>
      <p>
        <a href={passkey}>{t("entrance.passkey.link")}</a>
      </p>
      <p>
        {t("entrance.sign_in.no_account")}{" "}
        <a href={signUp}>{t("entrance.sign_up.link")}</a>
      </p>
    </>
  );
}
