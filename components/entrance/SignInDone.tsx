import { Notice } from "@/components/layout/Notice.tsx";
import { LEAVING_GRACE } from "@/lib/accounts/leaving_model.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** What led to the sign-in, if anything did. */
export function SignInDone({ what }: { what: string | null }) {
  const { t } = useReader();
  switch (what) {
    case "signed-out":
      return <Notice kind="good">{t("entrance.signed_out")}</Notice>;
    case "leaving": {
      const days = LEAVING_GRACE / 86_400_000;
      return <Notice kind="good">{t("entrance.leaving", { days })}</Notice>;
    }
    case "recovered":
      return <Notice kind="good">{t("entrance.recover.done")}</Notice>;
    case "cancelled":
      return <Notice>{t("entrance.second.cancelled")}</Notice>;
    case "second-step-over":
      return <Notice>{t("entrance.second.over")}</Notice>;
    default:
      return null;
  }
}
