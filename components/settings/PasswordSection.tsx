import { ButtonLink } from "@/components/controls/Button.tsx";
import type { Refused } from "@/components/controls/Refused.ts";
import { PasswordForm } from "@/components/settings/PasswordForm.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The password and its change, or the way to one where there is none. */
export function PasswordSection(
  { token, username, ways, confirmed, refused }: {
    token: string;
    username: string;
    ways: { readonly password: boolean; readonly passkeys: number };
    /** Did they prove a moment ago who they are? */
    confirmed: boolean;
    refused: Refused;
  },
) {
  const { t } = useReader();
  const { password, passkeys } = ways;
  const other = !password
    ? t("settings.ways.set")
    : passkeys > 0
    ? t("settings.ways.remove")
    : null;
  return (
    <section>
      <h2>{t("settings.security.password")}</h2>
      <p class="hint">
        {t(
          password
            ? "settings.security.password_lead"
            : "settings.ways.without_lead",
        )}
      </p>
      {password && confirmed && (
        <PasswordForm token={token} username={username} {...refused} />
      )}
      {(other || !confirmed) && (
        <div class="actions">
          {password && !confirmed && (
            <ButtonLink href="/settings/confirm">
              {t("settings.security.change")}
            </ButtonLink>
          )}
          {other && <ButtonLink href="/settings/password">{other}</ButtonLink>}
        </div>
      )}
    </section>
  );
}
