/** Who somebody is: the nouns of accounts and the rules that need no store. */

import type { Guest } from "./guest_model.ts";
import type { Leaving } from "./leaving_model.ts";

export type {
  SecurityEvent,
  SecurityEventKind,
  SignInNotice,
} from "./security_model.ts";

export type Role = "administrator" | "member";

/** How pages look; `system` follows the device. */
export type Theme = "system" | "light" | "dark" | "contrast";

export const THEMES: readonly Theme[] = ["system", "light", "dark", "contrast"];

/** Who may make an account once the first one exists. */
export type Registration = "open" | "invite" | "closed";

export const REGISTRATIONS: readonly Registration[] = [
  "open",
  "invite",
  "closed",
];

/** A person with an account. Only its owner and the server see it whole. */
export interface User {
  readonly id: string;
  /** Normalised and in lower case; unique by its skeleton (see `names.ts`). */
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
  /** May contacts see when this person is here? Missing means yes. */
  readonly sharePresence?: boolean;
  readonly picture?: string; // its version
  readonly leaving?: Leaving; // and will be deleted
  readonly guest?: Guest; // and has no account
}

/** What everybody may see of a user. */
export interface Profile {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly hue: number;
  readonly picture: string | null;
}

/**
 * One signed-in browser. Its id is random and stays the same while the token
 * behind it is renewed, so a live stream and a form outlive a renewal.
 */
export interface Session {
  readonly id: string;
  readonly user: string;
  readonly created: number;
  /** Last use, exact to five minutes. */
  readonly used: number;
  /** When its token was last renewed. */
  readonly rotated: number;
  /** When its user last proved again who they are; without it the sign-in counts. */
  readonly confirmed?: number;
  /** Browser and system in words, e.g. "Firefox on Linux"; empty if unknown. */
  readonly device: string;
  /** The coarse network the session came from, e.g. "203.0.113.0/24". */
  readonly place: string;
}

/** A link that lets somebody in. */
export interface Invite {
  /** 128 random bits in base32: whoever has it may use it. */
  readonly code: string;
  readonly creator: string;
  readonly created: number;
  readonly expires: number;
  /** How many people may use it. */
  readonly cap: number;
  readonly used: number;
}

/** What the administrator decided for the whole server. */
export interface ServerSettings {
  /** Null: as the environment says. */
  readonly registration: Registration | null;
  /** Minutes in which a message may be edited; null without end. */
  readonly editWindow: number | null;
  /** May people sign up with a passkey in place of a password? Missing means no. */
  readonly passkeySignUp?: boolean;
  /** May owners make their groups readable by everybody? Missing means no. */
  readonly publicGroups?: boolean;
  /** For how many days anything said is kept at most. Missing: as owners say. */
  readonly retention?: number;
  /** At which hour of the server its nightly work begins, where it is not the usual one. */
  readonly nightHour?: number;
  /** Does the server fetch pages that people link to? Missing means no. */
  readonly linkPreviews?: boolean;
  /** Megabytes of a voice message; 0: there are none. Missing means the default. */
  readonly voiceMegabytes?: number;
  /** Megabytes of one file, and how many go with a message. Missing means the default. */
  readonly fileMegabytes?: number;
  readonly filesMost?: number;
  /** Are guests without an account forbidden? Missing means no. */
  readonly noGuests?: boolean;
}

/** Longest username, in characters. */
export const USERNAME_LENGTH = 32;
/** Longest name, in characters as people count them. */
export const NAME_LENGTH = 64;
/** Shortest and longest password, in characters. */
export const PASSWORD_LENGTH = { least: 10, most: 256 } as const;

/** Number of face colours the style sheet knows. */
export const HUES = 24;

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000] as const;

/** How long sessions live. Administrators' are short: more hangs on them. */
export const SESSION = {
  perUser: 20,
  renewAfter: DAY,
  /** A renewed token's predecessor still answers, for tabs that race. */
  grace: MINUTE,
  noteUseEvery: 5 * MINUTE,
  /** How long a sign-in or a confirmation allows dangerous changes. */
  confirmedFor: 15 * MINUTE,
  idle: { member: 14 * DAY, administrator: 12 * HOUR },
  absolute: { member: 90 * DAY, administrator: DAY },
} as const;

/** The moment a session ends by itself unless it is used before. */
export function sessionEnds(session: Session, role: Role): number {
  return Math.min(
    session.created + SESSION.absolute[role],
    session.used + SESSION.idle[role],
  );
}

/** Was it proved a moment ago that the person at this session is its user? */
export function isConfirmed(session: Session, now: number): boolean {
  const at = session.confirmed ?? session.created;
  return now - at < SESSION.confirmedFor;
}

/** May this invite still let somebody in? */
export function mayUse(invite: Invite, now: number): boolean {
  return now < invite.expires && invite.used < invite.cap;
}

/** The public part of a user. */
export function profileOf(user: User): Profile {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    hue: user.hue,
    picture: user.picture ?? null,
  };
}

/** May this user administer the server? */
export function mayAdminister(user: User): boolean {
  return user.role === "administrator";
}
