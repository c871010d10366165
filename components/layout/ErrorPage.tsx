import { ButtonLink } from "@/components/controls/Button.tsx";
import { useReader } from "@/lib/i18n/reader.ts";

/** The one page for requests that failed: what happened, and the way on. */
export function ErrorPage(
  { status, sentence, requestId, signedIn }: {
    status: number;
    /** What happened, in the reader's words. */
    sentence: string;
    /** What to name when asking for help. */
    requestId: string;
    /** Decides where the way on leads. */
    signedIn: boolean;
  },
) {
  const { t } = useReader();
  return (
    <main class="stop" id="main">
      <div class="empty">
        <p class="status" aria-hidden="true">{status}</p>
        <h1>{t("error.title")}</h1>
        <p>{sentence}</p>
        <ButtonLink kind="primary" href={signedIn ? "/conversations" : "/"}>
          {signedIn ? t("error.to_start") : t("error.to_sign_in")}
        </ButtonLink>
        <p class="quiet">{t("error.log_id", { id: requestId })}</p>
      </div>
    </main>
  );
}
