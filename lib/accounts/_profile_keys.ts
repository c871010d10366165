/** What is kept of profiles, pictures and presence. */
import { family } from "@/lib/kv/family.ts";
import type { PictureType } from "./picture_file.ts";
import type { Quiet } from "./presence_model.ts";
import type { PictureSize } from "./profile_model.ts";

/** Apart from the user: pages that show a name do not read a life story. */
export interface StoredAbout {
  /** In the vault. */
  readonly sealed: Uint8Array;
  /** Is there a status, and when does it end? */
  readonly status: { readonly until: number | null } | null;
}

export const abouts = family<StoredAbout, [user: string]>(
  "profile",
  { parts: ["user"], holds: "what somebody says of themselves, sealed" },
);

/** Names given up, which only their former bearer may take again until then. */
export const heldUsernames = family<
  { readonly until: number; readonly key: string },
  [user: string, skeleton: string]
>(
  "username_held",
  {
    parts: ["user", "username's skeleton"],
    holds: "which given-up usernames still lead to a user",
    hidden: ["username's skeleton"],
  },
);

/** One picture in the sizes it was sent in; the bytes stand beside it. */
export interface StoredPicture {
  readonly version: string;
  readonly shapes: readonly {
    readonly size: PictureSize;
    readonly type: PictureType;
    readonly bytes: number;
  }[];
}

export const pictures = family<StoredPicture, [user: string]>(
  "picture",
  { parts: ["user or group"], holds: "which picture a user or group has" },
);

export const pictureChunks = family<
  Uint8Array,
  [user: string, version: string, size: number, n: number]
>(
  "picture_chunk",
  {
    parts: ["user or group", "version", "size", "n"],
    holds: "a piece of a picture's bytes",
    hidden: ["version"],
  },
);

export const quiets = family<Quiet, [user: string]>(
  "quiet",
  { parts: ["user"], holds: "when a user does not want to be disturbed" },
);

export const lastSeens = family<number, [user: string]>(
  "last_seen",
  { parts: ["user"], holds: "when a user was last here" },
);
