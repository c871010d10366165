import { useReader } from "@/lib/i18n/reader.ts";

/** Other ways in, under the form for the password. */
export function SignInFoot({ next }: {
  /** Where to go afterwards; empty for the usual place. */
  next: string;
}) {
  const { t } = useReader();
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  return (
    <>
      <p>
        <a href="/recover">{t("entrance.recover.link")}</a>
      </p>
      <p>
        <a href={`/sign-in/passkey${query}`}>{t("entrance.passkey.link")}</a>
      </p>
      <p>
        {t("entrance.sign_in.no_account")}{" "}
        <a href="/sign-up">{t("entrance.sign_up.link")}</a>
      </p>
    </>
  );
}
