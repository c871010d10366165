import { family } from "@/lib/kv/family.ts";
import "./_passkey_keys.ts";
import "./_profile_keys.ts";
import type {
  Invite,
  SecurityEvent,
  ServerSettings,
  Session,
  SignInNotice,
  User,
} from "./model.ts";

export const users = family<User, [user: string]>(
  "user",
  { parts: ["user"], holds: "a person's account" },
);

/** Unique: the key is what the username looks like, not how it is spelt. */
export const usernames = family<string, [skeleton: string]>(
  "username",
  {
    parts: ["username's skeleton"],
    holds: "whose username this is",
    hidden: ["username's skeleton"],
  },
);

/** Apart from the user, so that nothing that reads a user reads the hash. */
export const passwords = family<
  { readonly hash: string; readonly changed: number },
  [user: string]
>(
  "password",
  { parts: ["user"], holds: "the salted slow hash of a password" },
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
  {
    parts: ["code"],
    holds: "a link that lets somebody in",
    hidden: ["code"],
  },
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

/** Dropped, everything that is sealed for the user is gone. */
export const userKeys = family<
  { readonly wrapped: Uint8Array },
  [user: string]
>(
  "user_key",
  { parts: ["user"], holds: "the key of a user's vault, wrapped" },
);

/** An authenticator app; `step` is the last one whose code was used. */
export interface StoredTotp {
  /** In the vault. */
  readonly seed: Uint8Array;
  readonly step: number;
  readonly since: number;
}

export const totps = family<StoredTotp, [user: string]>(
  "totp",
  { parts: ["user"], holds: "a user's authenticator app, its seed sealed" },
);

export const totpSetups = family<
  {
    readonly seed: Uint8Array;
    readonly session: string;
    readonly until: number;
  },
  [user: string]
>(
  "totp_setup",
  { parts: ["user"], holds: "an authenticator app before its first code" },
);

/** All in one row, so that one code used twice at once is used once. */
export const recoveryCodes = family<
  { readonly hashes: readonly string[]; readonly made: number },
  [user: string]
>(
  "recovery_codes",
  { parts: ["user"], holds: "keyed hashes of the codes that are left" },
);

/** The password was right; the second step is still to come. */
export const pendingSignIns = family<
  {
    readonly user: string;
    readonly until: number;
    /** When the password was set that was right, 0 without one: another one ends it. */
    readonly password: number;
    /** Issuer and subject that took the password's place: unlinked, it ends. */
    readonly link?: readonly [issuer: string, subject: string];
  },
  [hash: string]
>(
  "pending_sign_in",
  {
    parts: ["SHA-256 of the token"],
    holds: "a sign-in before its second step",
  },
);

export const knownDevices = family<
  {
    /** When somebody last signed in there. */
    readonly at: number;
    /** Does it name a place, or the device alone? */
    readonly placed: boolean;
  },
  [user: string, where: string]
>(
  "known_device",
  {
    parts: ["user", "device and place"],
    holds: "where a user has signed in before",
    hidden: ["device and place"],
  },
);

export const placesSweep = family<number, []>(
  "places_sweep",
  {
    parts: [],
    holds: "when old places are next forgotten",
    open: "a time",
  },
);

export const securityEvents = family<SecurityEvent, [user: string, id: string]>(
  "security_event",
  { parts: ["user", "time and chance"], holds: "what happened to an account" },
);

export const signInNotices = family<readonly SignInNotice[], [user: string]>(
  "sign_in_notice",
  { parts: ["user"], holds: "new sign-ins that their user has not seen" },
);
