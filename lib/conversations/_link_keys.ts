import { family } from "@/lib/kv/family.ts";
import type { GroupLink, JoinRequest } from "./link_model.ts";

export const groupLinks = family<
  GroupLink,
  [conversation: string, link: string]
>(
  "group_link",
  { parts: ["conversation", "link"], holds: "a link that leads into a group" },
);

export const linkCodes = family<
  { readonly conversation: string; readonly link: string },
  [code: string]
>(
  "link_code",
  {
    parts: ["code"],
    holds: "which link of a group a code opens",
    hidden: ["code"],
  },
);

export const joinRequests = family<
  JoinRequest,
  [conversation: string, user: string]
>(
  "join_request",
  {
    parts: ["conversation", "user"],
    holds: "who asks to come into a group",
  },
);

/** The same by user, so that it can be erased with them. */
export const askedToJoin = family<true, [user: string, conversation: string]>(
  "asked_to_join",
  {
    parts: ["user", "conversation"],
    holds: "which groups a user asks to come into",
  },
);

/** With those who have gone: their names go with the conversation. */
export const guestsOf = family<
  { readonly at: number },
  [conversation: string, link: string, user: string]
>(
  "guest",
  {
    parts: ["conversation", "link", "user"],
    holds: "who came into a group by a link for guests",
    open: "a time",
  },
);
