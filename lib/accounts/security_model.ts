/** What happens to an account, and what its owner is told of it. */

/** Something that happened to an account and that its owner should know. */
export type SecurityEventKind =
  | "signed-in"
  | "password-changed"
  | "password-reset"
  | "password-removed"
  | "password-set"
  | "reset-link-made"
  | "reset-link-mailed"
  | "mail-address-set"
  | "mail-address-removed"
  | "second-factor-on"
  | "second-factor-off"
  | "second-factor-removed"
  | "passkey-added"
  | "passkey-removed"
  | "provider-linked"
  | "provider-unlinked"
  | "recovery-code-used"
  | "recovery-codes-made"
  | "deletion-asked"
  | "deletion-called-off"
  | "server-exported"
  | "sessions-ended";

/** One of those, with the browser it came from. */
export interface SecurityEvent {
  readonly kind: SecurityEventKind;
  readonly at: number;
  readonly device: string;
  readonly place: string;
  /** When that place was seen, if not then. */
  readonly placed?: number;
  /** The administrator who did it, if it was one. */
  readonly by?: string;
}

/** A sign-in that the user has not said yes to yet. */
export interface SignInNotice {
  /** The session that began; it is not shown the notice itself. */
  readonly session: string;
  readonly at: number;
  readonly device: string;
  readonly place: string;
}
