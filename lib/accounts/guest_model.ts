/** Somebody without an account, who came by a link into one conversation. */

/** What makes a user a guest. */
export interface Guest {
  /** The only one they reach. */
  readonly conversation: string;
  /** The link they came by; they go with it. */
  readonly link: string;
  /** When it expires. */
  readonly until: number;
  /** When they left or were sent away. What they wrote stays under their name. */
  readonly ended?: number;
}

/** Longest name of a guest, in characters as people count them, without its mark. */
export const GUEST_NAME_LENGTH = 40;
/** Between the mark and the name. In front, so that a name cut short keeps its mark. */
export const AFTER_MARK = "\u00b7";

/** Is this guest's time over? */
export function isOver(
  { guest }: { readonly guest?: Guest | undefined },
  now: number,
): boolean {
  return guest !== undefined &&
    (guest.ended !== undefined || now >= guest.until);
}
