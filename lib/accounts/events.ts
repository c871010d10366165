/** The live events of accounts, and who may see them. */
import type { Profile } from "./model.ts";
import type { SeenPresence } from "./presence_model.ts";

/** A session ended (sign-out, ended elsewhere, password changed): its streams close. */
export interface SessionEnded {
  readonly type: "session-ended";
  readonly audience: { readonly session: string };
}

/** Somebody signed in from a new device or place: the user's other screens say so. */
export interface SecurityNoted {
  readonly type: "security-event";
  readonly audience: { readonly user: string };
  /** The session that began. */
  readonly session: string;
}

/** Name, face, username or status changed. Accounts are known to everybody who is signed in. */
export interface ProfileChanged {
  readonly type: "profile-changed";
  readonly audience: { readonly everyone: true };
  readonly profile: Profile;
}

/** Somebody came, went or wants quiet: told to one contact whose page shows them. */
export interface PresenceChanged {
  readonly type: "presence-changed";
  readonly audience: { readonly user: string };
  readonly of: string;
  readonly presence: SeenPresence;
}

export type AccountEvent =
  | SessionEnded
  | SecurityNoted
  | ProfileChanged
  | PresenceChanged;
