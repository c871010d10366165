/** Links that lead into a group: what they are, and when one is over. */

/** A link of a group. */
export interface GroupLink {
  readonly id: string;
  /** 128 random bits in hexadecimal: whoever has it may use it. */
  readonly code: string;
  readonly creator: string;
  readonly created: number;
  readonly expires: number;
  /** How many people it lets in. */
  readonly cap: number;
  readonly used: number;
  /** Does somebody in the group have to say yes? */
  readonly approval: boolean;
  /** Set for guests without an account: the word that marks their names. */
  readonly guest?: string;
}

/** Somebody who waits to be let in. */
export interface JoinRequest {
  readonly at: number;
  readonly link: string;
}

/** What a link may be at most. */
export const LINK = { days: 365, cap: 5_000, kept: 50 } as const;
/** Guests of one link: they all go in the write that closes it. */
export const GUEST_CAP = 50;

/** Why a link lets nobody in any more; null while it does. */
export function overBecause(
  link: Pick<GroupLink, "expires" | "cap" | "used">,
  now: number,
): "expired" | "used" | null {
  if (now >= link.expires) return "expired";
  return link.used >= link.cap ? "used" : null;
}

const CODE = /^[0-9a-f]{32}$/;

/** A code as typed or clicked, or null. */
export function parseLinkCode(text: string): string | null {
  const code = text.trim().toLowerCase();
  return CODE.test(code) ? code : null;
}
