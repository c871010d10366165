import { hostOf, type LinkCard } from "@/lib/messages/card_model.ts";

/**
 * The card of a page that a message links to. Its picture is our copy: the
 * reader's browser asks nobody else. The name of the server is the written
 * one, whatever the page calls itself.
 */
export function Card({ path, card }: { path: string; card: LinkCard }) {
  const { url, title, description, picture } = card;
  return (
    <a
      class="card"
      data-sheet="card"
      href={url}
      rel="nofollow noopener noreferrer ugc"
      target="_blank"
    >
      {picture && (
        <img
          src={`${path}/card?v=${picture.version}`}
          width={picture.width}
          height={picture.height}
          alt=""
          loading="lazy"
        />
      )}
      <b dir="auto">{title}</b>
      {description && <span dir="auto">{description}</span>}
      <small dir="ltr">{hostOf(url)}</small>
    </a>
  );
}
