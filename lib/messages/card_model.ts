/** The card of a page that a message links to. */

/** What a page says of itself, cleaned and cut. */
export interface CardFacts {
  readonly title: string;
  readonly description?: string;
}

/** A picture as it is kept: in pieces under a number each. */
export interface CardPicture {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly pieces: number;
  /** In its address, so that a browser asks once. */
  readonly version: string;
}

/** The card under a message. */
export interface LinkCard extends CardFacts {
  /** As it stands in the message. */
  readonly url: string;
  readonly picture?: CardPicture;
}

/** The server a link leads to, as a card names it: what is written, not what the page calls itself. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}
