/** What is kept of accounts that are gone, and what keeps the last administrator. */
import { family } from "@/lib/kv/family.ts";

export const endedAccounts = family<{ readonly at: number }, [user: string]>(
  "account_ended",
  { parts: ["user"], holds: "that there was an account, and when it ended" },
);

/** Nobody is to pass for somebody who has just left. */
export const restingUsernames = family<
  { readonly until: number },
  [skeleton: string]
>(
  "username_resting",
  {
    parts: ["username's skeleton"],
    holds: "that a deleted account's username is not to be had yet",
    hidden: ["username's skeleton"],
  },
);

/** Read and written by every change after which there is an administrator less, so that of two at once one runs again. */
export const administratorsLess = family<{ readonly at: number }, []>(
  "administrators_less",
  { parts: [], holds: "when an administrator last asked to leave" },
);
