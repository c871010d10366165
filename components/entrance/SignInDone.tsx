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
    case "provider-over":
      return <Notice>{t("entrance.provider.over")}</Notice>;
    case "provider-denied":
      return <Notice>{t("entrance.provider.denied")}</Notice>;
    case "provider-down":
      return <Notice kind="bad">{t("entrance.provider.down")}</Notice>;
    case "provider-wrong":
      return <Notice kind="bad">{t("entrance.provider.wrong")}</Notice>;
    case "provider-unlinked":
      return <Notice kind="bad">{t("entrance.provider.unlinked")}</Notice>;
    default:
      return null;
  }
}
