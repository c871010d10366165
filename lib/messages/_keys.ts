import { family } from "@/lib/kv/family.ts";
import type { Version } from "./model.ts";

/** Kept as long as the message, so that a re-send after any time answers the same. */
export const clientIds = family<
  { readonly seq: number; readonly digest: string | null },
  [conversation: string, author: string, clientId: string]
>(
  "client_id",
  {
    parts: ["conversation", "author", "client id"],
    holds: "which message a form or device has sent already",
    hidden: ["client id"],
  },
);

export const versions = family<
  Version,
  [conversation: string, seq: number, n: number]
>(
  "version",
  { parts: ["conversation", "seq", "n"], holds: "earlier texts of a message" },
);
