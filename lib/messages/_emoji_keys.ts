import { family } from "@/lib/kv/family.ts";

/** What is known of one. */
export interface CustomEmoji {
  readonly name: string;
  readonly type: string;
  readonly version: string;
  readonly at: number;
}

export const customEmojis = family<CustomEmoji, [name: string]>(
  "custom_emoji",
  {
    parts: ["name"],
    holds: "an emoji of this server",
    hidden: ["name"],
  },
);

export const customPictures = family<Uint8Array, [id: string]>(
  "custom_emoji_picture",
  { parts: ["id"], holds: "its picture" },
);
