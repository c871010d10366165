import { Button, ButtonLink } from "@/components/controls/Button.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import type { SignInNotice } from "@/lib/accounts/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** "Somebody signed in": until it is said that it was oneself. */
export function SignInNotices(
  { token, notices, here }: {
    token: string;
    notices: readonly SignInNotice[];
    /** The page it stands on; saying yes leads back to it. */
    here: string;
  },
) {
  const { t, relative } = useReader();
  const [newest] = notices;
  if (!newest) return null;
  const from = [newest.device, newest.place].filter((fact) => fact);
  return (
    <form
      class="notice sign-ins"
      method="post"
      action="/settings/security"
      aria-label={t("settings.notice.title")}
    >
      <FormToken token={token} />
      <input type="hidden" name="_action" value="acknowledge" />
      <input type="hidden" name="next" value={here} />
      <p>
        <b>{t("settings.notice.title")}</b>
        <br />
        <small>{[...from, relative(newest.at)].join(" · ")}</small>
      </p>
      <div class="actions">
        <Button small>{t("settings.notice.yes")}</Button>
        <ButtonLink small href="/settings/security">
          {t("settings.notice.no")}
        </ButtonLink>
      </div>
    </form>
  );
}
