import { family } from "@/lib/kv/family.ts";

export const resetLinks = family<
  {
    readonly user: string;
    readonly until: number;
    /** When the password was set that is lost: another one ends the link. 0: there is none. */
    readonly password: number;
  },
  [hash: string]
>(
  "reset_link",
  {
    parts: ["SHA-256 of the token"],
    holds: "a link that sets a new password, once",
  },
);

/** One for each user, so that a new link ends the one before. */
export const userResetLinks = family<string, [user: string]>(
  "user_reset_link",
  { parts: ["user"], holds: "which link resets a user's password" },
);
