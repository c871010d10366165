import { withoutPictures } from "@/lib/messages/custom_emoji_model.ts";
import { ExportedFace } from "@/components/export/ExportedFace.tsx";
import { ForwardedFrom } from "@/components/messages/ForwardedFrom.tsx";
import { NoteText } from "@/components/messages/NoteText.tsx";
import { QuotedLine } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { useReader } from "@/lib/i18n/reader.ts";
import {
  type Marks,
  type ShownMessage,
  startsGroup,
} from "@/lib/messages/model.ts";

/**
 * A message as an export shows it: the same safe HTML as on the live page, but
 * nothing that leads back to the server.
 */
export function ExportedRow(
  { message, marks, mine, picture, sound, files = [], up = "" }: {
    message: ShownMessage;
    /** With what the person reacted, and what they chose in a poll. */
    marks: Marks;
    /** Did the person write it whose export this is? */
    mine: boolean;
    /** Where the author's picture lies. */
    picture: string | null;
    /** Where what was said aloud lies. */
    sound: string | null;
    /** Where its files lie, from where `up` leads to. */
    files?: readonly { readonly name: string; readonly path: string }[];
    up?: string;
  },
) {
  const { t, full, iso, time } = useReader();
  const { author, kind, note, at, edited } = message;
  if (note) {
    return (
      <p class="note" id={`m-${message.seq}`} dir="auto">
        <NoteText note={note} author={author.name} />
        {" · "}
        <time datetime={iso(at)}>{full(at)}</time>
      </p>
    );
  }
  const first = startsGroup(message);
  return (
    <article
      class={first ? "first" : undefined}
      id={`m-${message.seq}`}
      data-mine={mine ? "" : undefined}
    >
      {first && (
        <header>
          <ExportedFace {...author} picture={picture} />
          <b dir="auto">{nameOf(author.name, t)}</b>
          <time datetime={iso(at)}>{full(at)}</time>
        </header>
      )}
      {message.quote && (
        <a class="quote" href={`#m-${message.quote.seq}`}>
          <QuotedLine quote={message.quote} />
        </a>
      )}
      {message.forwarded && <ForwardedFrom forwarded={message.forwarded} />}
      {kind === "deleted" ? <p class="gone">{t("message.deleted")}</p> : (
        <div
          class="body"
          dir="auto"
          dangerouslySetInnerHTML={{ __html: withoutPictures(message.html) }}
        />
      )}
      {sound && <audio controls preload="none" src={sound} />}
      {files.length > 0 && (
        <ul>
          {files.map(({ name, path }) => (
            <li key={path}>
              <a
                href={up + encodeURI(path).replace(/[?#]/g, encodeURIComponent)}
              >
                <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      {message.poll && (
        <ul>
          {message.poll.options.map(({ text, count }, i) => (
            <li key={text}>
              <bdi>{text}</bdi> · {t("poll.votes", { count })}
              {marks.votes?.includes(i) && <b>{` · ${t("poll.yours")}`}</b>}
            </li>
          ))}
        </ul>
      )}
      {message.reactions && (
        <p class="reactions">
          {message.reactions.map(({ emoji, count }) => (
            <span key={emoji}>
              {emoji} {t("message.reactions.count", { count })}
              {marks.reactions.includes(emoji) && (
                <b>{` · ${t("export.yours")}`}</b>
              )}
            </span>
          ))}
        </p>
      )}
      {(!first || edited !== undefined) && (
        <footer>
          {!first && (
            <time datetime={iso(at)} title={full(at)}>{time(at)}</time>
          )}
          {edited !== undefined && (
            <span title={full(edited)}>{t("message.edited")}</span>
          )}
        </footer>
      )}
    </article>
  );
}
