/** Who somebody is: the nouns of accounts and the rules that need no store. */

export type Role = "administrator" | "member";

/** How pages look; `system` follows the device. */
export type Theme = "system" | "light" | "dark" | "contrast";

export const THEMES: readonly Theme[] = ["system", "light", "dark", "contrast"];

/** A person with an account. Only its owner and the server see it whole. */
export interface User {
  readonly id: string;
  /** As typed at sign-up; unique by its folded form. */
  readonly username: string;
  /** The name others see. */
  readonly name: string;
  readonly role: Role;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** BCP 47 tag, or null to follow the browser. */
  readonly language: string | null;
  /** IANA zone, or null to guess from the browser. */
  readonly timeZone: string | null;
  readonly theme: Theme;
  /** Colour of the initials face, 0–23. */
  readonly hue: number;
  /** May others see what this person has read? Off hides theirs from this person too. */
  readonly shareReceipts: boolean;
  /** May others see that this person is typing? */
  readonly shareTyping: boolean;
}

/** What everybody may see of a user. */
export interface Profile {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly hue: number;
}

/** One signed-in browser. Its id is the SHA-256 of the token, never the token. */
export interface Session {
  readonly id: string;
  readonly user: string;
  readonly created: number;
  readonly used: number;
  readonly rotated: number;
  /** Browser and system in words, e.g. "Firefox on Linux". */
  readonly device: string;
  /** The coarse network the session came from, e.g. "203.0.113.0/24". */
  readonly place: string;
}

/** Number of face colours the style sheet knows. */
export const HUES = 24;

/** The public part of a user. */
export function profileOf(user: User): Profile {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    hue: user.hue,
  };
}

/** May this user administer the server? */
export function mayAdminister(user: User): boolean {
  return user.role === "administrator";
}
