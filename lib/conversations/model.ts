/** What a conversation is, who is in it, and the rules that need no store. */
import type { Profile } from "@/lib/accounts/model.ts";
import type { Dot } from "@/lib/accounts/presence_model.ts";
import type { Status } from "@/lib/accounts/profile_model.ts";
import type { ContentRules } from "./content_model.ts";
import type { RoleRights } from "./rights_model.ts";

export type { GroupSetting, InNote, Note } from "./note_model.ts";

export type {
  Attached,
  Body,
  Entry,
  Forwarded,
  Neighbour,
  Poll,
  Said,
  Tip,
  Voice,
} from "./log_model.ts";

export type ConversationKind = "direct" | "group";

/** Chosen when the conversation is made; shown always; never downgraded. */
export type Encryption = "server" | "end-to-end";

/** A conversation as stored. A direct one has no name of its own. */
export interface Conversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly encryption: Encryption;
  readonly name: string;
  readonly description: string;
  /** Who wrote the description: it goes with them. */
  readonly describedBy?: string;
  readonly created: number;
  readonly creator: string;
  readonly memberCount: number;
  /** The two people of a direct conversation, in the order of their ids. */
  readonly pair?: readonly [string, string];
  /** What roles may do here, where the owner chose other than the default. */
  readonly rights?: RoleRights;
  /** Is it laid to rest: read, and nothing else? */
  readonly readOnly?: true;
  /** Do newcomers read only what is said after they came? */
  readonly history?: "joining";
  /** The version of its picture. */
  readonly picture?: string;
  /** The name under which everybody may read it, if it is public. */
  readonly slug?: string;
  /** Slow mode: seconds between two messages of one member. */
  readonly slow?: number;
  /** What may not be said here. */
  readonly content?: ContentRules;
  /** After how many minutes new messages vanish. */
  readonly timer?: number;
  /** After how many days everything said goes, as its owner chose. */
  readonly retention?: number;
}

export type MemberRole = "owner" | "moderator" | "member" | "guest";

/** One person's place in a conversation. */
export interface Member {
  readonly user: string;
  readonly role: MemberRole;
  readonly since: number;
  /** The first number they may read, where it is not the very first. */
  readonly from?: number;
}

/** A member with the profile that pages show. */
export interface ListedMember {
  readonly profile: Profile;
  readonly role: MemberRole;
  readonly since: number;
  /** Are they here? Told of nobody in a crowd. */
  readonly dot?: Dot | undefined;
  readonly status?: Status | undefined;
}

/** A conversation as its reader sees it named: a direct one bears the other's name. */
export interface TitledConversation extends Conversation {
  /** Empty where the other person's account is gone. */
  readonly title: string;
  /** Nobody can be written to here: the other person is leaving, gone or blocked, or the reader may not write. */
  readonly closed?: "leaving" | "gone" | "blocked" | "apart" | "quiet";
  /** Whose initials and colour stand for it: the other person, or the group itself. */
  readonly face: {
    readonly name: string;
    readonly hue: number;
    readonly picture?: string | null;
    readonly username?: string;
    /** The group whose picture it is. */
    readonly conversation?: string;
    /** The other person of a direct conversation, and whether they are here. */
    readonly of?: string;
    readonly dot?: Dot | undefined;
  };
}

/** The same with what its reader is in it. */
export interface NamedConversation extends TitledConversation {
  readonly myRole: MemberRole;
  /** Is its reader a guest without an account? */
  readonly visited?: true;
}

/** May the server read, index, preview or export this conversation's bodies? */
export function mayRead(conversation: { encryption: Encryption }): boolean {
  return conversation.encryption === "server";
}

/** Longest name and description, in characters as a person counts them. */
export const NAME_LIMIT = 80;
export const DESCRIPTION_LIMIT = 400;
/** Beyond this size a conversation is a crowd, and tells nobody who comes and goes. */
export const CROWD = 100;
/** Most people one group can hold. */
export const MEMBER_LIMIT = 5_000;
