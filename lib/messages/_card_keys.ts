import { family } from "@/lib/kv/family.ts";
import type { CardFacts, CardPicture } from "./card_model.ts";

/** What a page said when it was asked, or that there is nothing to show. */
export interface AskedPage {
  readonly at: number;
  readonly facts: CardFacts | null;
  readonly picture?: CardPicture;
}

/** Kept a while, so that a link that goes round is asked for once. */
export const askedPages = family<AskedPage, [url: string]>("link_page", {
  parts: ["url"],
  holds: "what a linked page says of itself, for a day",
  hidden: ["url"],
});

export const askedPictures = family<Uint8Array, [url: string, n: number]>(
  "link_picture",
  {
    parts: ["url", "n"],
    holds: "its picture in pieces, for a day",
    hidden: ["url"],
  },
);

/** Each message has its own, so that deleting it leaves nothing. */
export const cardPictures = family<
  Uint8Array,
  [conversation: string, seq: number, n: number]
>(
  "card_picture",
  {
    parts: ["conversation", "seq", "n"],
    holds: "the picture of the card under a message, in pieces",
  },
);
