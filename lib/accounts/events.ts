/** The live events of accounts, and who may see them. */

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

export type AccountEvent = SessionEnded | SecurityNoted;
