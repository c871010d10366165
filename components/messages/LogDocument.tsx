import type { ComponentChildren } from "preact";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";

/** Where the streamed rows go: send what stands before it, then row after row. */
export const ROWS = "<!--rows-->";

/**
 * The framed log's document. Rendered once and cut at `ROWS`; what follows is
 * never sent, so the page stays open. `base` leads links out of the frame.
 */
export function LogDocument(
  { theme, stylesheets, conversation, children }: {
    theme: string;
    stylesheets: readonly string[];
    conversation: { id: string; title: string };
    /** A link to earlier messages, or where the conversation begins. */
    children?: ComponentChildren;
  },
) {
  const { t, language, direction } = useReader();
  const title = nameOf(conversation.title, t);
  return (
    <html lang={language} dir={direction} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{t("message.frame", { name: title })}</title>
        <base target="_top" />
        {stylesheets.map((one) => (
          <link
            key={one}
            rel="stylesheet"
            href={one}
          />
        ))}
      </head>
      <body class="log-page">
        <main
          class="log"
          data-conversation-id={conversation.id}
          aria-label={t("message.log")}
        >
          <h1 class="said">{title}</h1>
          <div
            class="flow"
            dangerouslySetInnerHTML={{ __html: ROWS }}
          />
        </main>
        {children}
      </body>
    </html>
  );
}

/** The way from the frame to everything before it, on the page around it. */
export function EarlierInFull(
  { conversationId, before }: {
    conversationId: string;
    before: number | undefined;
  },
) {
  const { t } = useReader();
  const query = before === undefined ? "" : `?before=${before}`;
  return (
    <div class="turn">
      <a
        class="button"
        data-small
        rel="prev"
        href={`/conversations/${conversationId}${query}`}
      >
        {t("message.older")}
      </a>
    </div>
  );
}

/** The last line of a framed log that ended itself: the way to go on. */
export function LogEnded(
  { conversationId, sentence, resume = true }: {
    conversationId: string;
    /** Why, if there is more to say. */
    sentence?: string | undefined;
    /** False when there is no way back, e.g. after leaving. */
    resume?: boolean;
  },
) {
  const { t } = useReader();
  return (
    <div class="message" role="status">
      <p class="note">
        {sentence ?? t("message.frame.ended")}{" "}
        {resume && (
          <a href={`/conversations/${conversationId}/log`} target="_self">
            {t("message.frame.resume")}
          </a>
        )}
      </p>
    </div>
  );
}
