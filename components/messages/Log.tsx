import type { ComponentChildren } from "preact";
import { useReader } from "@/lib/i18n/reader.ts";

/**
 * The scrolling log. Focusable, so that the keyboard can scroll it; a polite
 * live region, so that new rows are said. Rows go to the end of `#flow`.
 */
export function Log(
  { path, older, newer, start, astray = false, children }: {
    /** The page of what it shows. */
    path: string;
    /** The first number on the page, if there is anything before it. */
    older?: number | undefined;
    /** The last number on the page, if there is anything after it. */
    newer?: number | undefined;
    /** Is this a spot past either end? Then only the way back is shown. */
    astray?: boolean;
    /** `<ConversationStart>`, shown where the log begins. */
    start?: ComponentChildren;
    /** `<MessageRows>` */
    children: ComponentChildren;
  },
) {
  const { t } = useReader();
  return (
    <div
      class="log"
      id="log"
      role="log"
      tabindex={0}
      aria-label={t("message.log")}
      aria-live="polite"
      data-label-read={t("message.read")}
    >
      <div class="flow" id="flow">
        {older !== undefined
          ? (
            <div class="turn" id="older">
              <a
                class="button"
                data-small
                rel="prev"
                href={`${path}?before=${older}`}
              >
                {t("message.older")}
              </a>
            </div>
          )
          : start}
        {children}
        {astray && (
          <div class="turn">
            <a class="button" data-small href={path}>{t("message.newest")}</a>
          </div>
        )}
        {newer !== undefined && (
          <div class="turn actions" id="newer">
            <a
              class="button"
              data-small
              rel="next"
              href={`${path}?after=${newer}`}
            >
              {t("message.newer")}
            </a>
            <a class="link" href={path}>{t("message.newest")}</a>
          </div>
        )}
      </div>
    </div>
  );
}
