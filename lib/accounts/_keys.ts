import { family } from "@/lib/kv/family.ts";
import type { Invite, ServerSettings, Session, User } from "./model.ts";

export const users = family<User, [user: string]>(
  "user",
  { parts: ["user"], holds: "a person's account" },
);

/** Unique: the key is what the username looks like, not how it is spelt. */
export const usernames = family<string, [skeleton: string]>(
  "username",
  { parts: ["username's skeleton"], holds: "whose username this is" },
);

/** Apart from the user, so that nothing that reads a user reads the hash. */
export const passwords = family<
  { readonly hash: string; readonly changed: number },
  [user: string]
>(
  "password",
  { parts: ["user"], holds: "the salted slow hash of a password" },
);

/** Every word of a name and the username, so that people are found by prefix. */
export const words = family<true, [word: string, user: string]>(
  "user_word",
  { parts: ["word", "user"], holds: "who is found by this word" },
);

/** A session as stored: with the hashes of its tokens. */
export interface StoredSession extends Session {
  /** SHA-256 of the token that is good now. */
  readonly token: string;
  /** The one before it, good a little longer for tabs that race. */
  readonly before?: { readonly token: string; readonly until: number };
}

export const sessions = family<StoredSession, [session: string]>(
  "session",
  { parts: ["session"], holds: "a signed-in browser" },
);

export const userSessions = family<true, [user: string, session: string]>(
  "user_session",
  { parts: ["user", "session"], holds: "which sessions a user has" },
);

export const tokens = family<
  { readonly session: string; readonly user: string },
  [hash: string]
>(
  "session_token",
  { parts: ["SHA-256 of the token"], holds: "which session a token opens" },
);

export const invites = family<Invite, [code: string]>(
  "invite",
  { parts: ["code"], holds: "a link that lets somebody in" },
);

/** One row; whoever writes it first runs the server. */
export const founding = family<
  { readonly user: string; readonly at: number },
  []
>(
  "founding",
  { parts: [], holds: "who made the first account" },
);

export const serverSettings = family<ServerSettings, []>(
  "server_settings",
  { parts: [], holds: "what the administrator decided for everybody" },
);
