import { nameOf } from "@/components/people/Named.ts";
import type { Conversation } from "@/lib/conversations/model.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";

/**
 * A public group as whoever comes by reads it: plain HTML with names that lead
 * nowhere, one address for each page, and no script.
 */
export function PublicDocument(
  { conversation, messages, page, last, address, sheet, icon }: {
    conversation: Conversation;
    messages: readonly ShownMessage[];
    page: number;
    last: number;
    /** Where the group is, with the server's name. */
    address: string;
    /** Where the style sheet and the icon are. */
    sheet: string;
    icon: string;
  },
) {
  const { t, language, direction } = useReader();
  const { name, description } = conversation;
  const path = `/public/${conversation.slug}`;
  const at = (page: number) => `${path}?page=${page}`;
  return (
    <html lang={language} dir={direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{name}</title>
        {description && <meta name="description" content={description} />}
        <link rel="canonical" href={`${address}?page=${page}`} />
        <link
          rel="alternate"
          type="application/atom+xml"
          title={name}
          href={`${address}/feed`}
        />
        <link rel="stylesheet" href={sheet} />
        <link rel="icon" href={icon} type="image/svg+xml" />
      </head>
      <body>
        <main class="public">
          <header>
            <h1 dir="auto">{name}</h1>
            {description && <p dir="auto">{description}</p>}
          </header>
          {messages.length === 0 && <p>{t("conversation.public.empty")}</p>}
          {messages.map((message) => (
            <PublicRow key={message.seq} message={message} />
          ))}
          <nav aria-label={t("conversation.public.page", { page, last })}>
            {page > 1 && (
              <a rel="prev" href={at(page - 1)}>
                {t("conversation.public.older")}
              </a>
            )}
            <small>{t("conversation.public.page", { page, last })}</small>
            {page < last && (
              <a rel="next" href={at(page + 1)}>
                {t("conversation.public.newer")}
              </a>
            )}
            <a href={`${path}/feed`}>{t("conversation.public.feed")}</a>
          </nav>
        </main>
      </body>
    </html>
  );
}

function PublicRow({ message }: { message: ShownMessage }) {
  const { t, iso, full } = useReader();
  const { author, at, seq, quote, forwarded } = message;
  return (
    <article id={`m-${seq}`}>
      <header>
        <b dir="auto">{nameOf(author.name, t)}</b>
        <time datetime={iso(at)}>{full(at)}</time>
      </header>
      {quote && !quote.gone && (
        <blockquote dir="auto">
          {nameOf(quote.author.name, t)}: {quote.line}
        </blockquote>
      )}
      {forwarded && (
        <>
          <div
            dir="auto"
            dangerouslySetInnerHTML={{ __html: forwarded.html }}
          />
          {/* Whoever said it did not say it to everybody: they are not named. */}
          <small>{t("message.forwarded")}</small>
        </>
      )}
      <div
        class="body"
        dir="auto"
        dangerouslySetInnerHTML={{ __html: message.html }}
      />
    </article>
  );
}
