import { useReader } from "@/lib/i18n/reader.ts";

/** First stop of the keyboard: past the list, to what the page is about. */
export function SkipLink() {
  const { t } = useReader();
  return <a class="skip" href="#main">{t("common.skip_to_content")}</a>;
}
