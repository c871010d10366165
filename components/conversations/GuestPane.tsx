import { useReader } from "@/lib/i18n/reader.ts";

/** In the place of the list: a guest has one conversation, and needs to know what they are. */
export function GuestPane(
  { name, conversation }: {
    name: string;
    /** Id of the only one they reach. */
    conversation: string;
  },
) {
  const { t } = useReader();
  const path = `/conversations/${conversation}`;
  return (
    <nav class="inbox" aria-label={t("common.product")}>
      <header class="inbox-head">
        <h2>
          <a href={path}>{t("common.product")}</a>
        </h2>
      </header>
      <div class="about-body">
        <p>{t("guest.here", { name })}</p>
        <p class="quiet">{t("guest.here.text")}</p>
        <p>
          <a href="/guest">{t("guest.name.change")}</a>
          {" \u00b7 "}
          <a href={`${path}/leave`}>{t("guest.leave")}</a>
        </p>
      </div>
    </nav>
  );
}
