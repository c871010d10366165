/** The live events of accounts, and who may see them. */

/** A session ended (sign-out, ended elsewhere, password changed): its streams close. */
export interface SessionEnded {
  readonly type: "session-ended";
  readonly audience: { readonly session: string };
}

export type AccountEvent = SessionEnded;
