/** Who may do what in a conversation: roles, their rights, and what owners can change of them. */
import type { Conversation, Member, MemberRole } from "./model.ts";

/** Everything a role can be allowed or forbidden. */
export const RIGHTS = [
  "post",
  "react",
  "invite",
  "pin",
  "mention_all",
  "rename",
  "remove",
  "delete",
  "manage",
] as const;
export type Right = typeof RIGHTS[number];

/** The most powerful first. An owner may everything, always. */
export const ROLES: readonly MemberRole[] = [
  "owner",
  "moderator",
  "member",
  "guest",
];

/** A role whose rights an owner can choose. */
export type OpenRole = Exclude<MemberRole, "owner">;

/** The rights chosen for some roles; a role left out has the default. */
export type RoleRights = Partial<Record<OpenRole, readonly Right[]>>;

/** Until an owner decides otherwise. */
export const DEFAULT_RIGHTS: Readonly<Record<OpenRole, readonly Right[]>> = {
  moderator: [
    "post",
    "react",
    "invite",
    "pin",
    "mention_all",
    "rename",
    "remove",
    "delete",
  ],
  member: ["post", "react", "invite", "pin", "mention_all", "rename"],
  guest: ["post", "react"],
};

/** What each role can be given at all: a guest stays a guest, and a member never rules. */
export const GRANTABLE: Readonly<Record<OpenRole, readonly Right[]>> = {
  moderator: RIGHTS,
  member: ["post", "react", "invite", "pin", "mention_all", "rename"],
  guest: ["post", "react"],
};

/** In a direct conversation both may these, and nobody anything else. */
const OF_TWO: readonly Right[] = ["post", "react", "pin"];

/** The rights a role has here. */
export function rightsOf(
  conversation: Pick<Conversation, "kind" | "rights" | "readOnly">,
  role: MemberRole,
): readonly Right[] {
  if (conversation.kind === "direct") return OF_TWO;
  // Nobody changes anything but an owner, who can open it again.
  if (conversation.readOnly) return role === "owner" ? ["manage"] : [];
  if (role === "owner") return RIGHTS;
  const chosen = conversation.rights?.[role] ?? DEFAULT_RIGHTS[role];
  return chosen.filter((right) => GRANTABLE[role].includes(right));
}

/** May this member do that here? The one question; every deed asks it inside its change. */
export function may(
  conversation: Pick<Conversation, "kind" | "rights" | "readOnly">,
  member: Pick<Member, "role">,
  right: Right,
): boolean {
  return rightsOf(conversation, member.role).includes(right);
}

/** May this member take that one out? Nobody removes an equal, but owners do. */
export function mayRemove(
  conversation: Pick<Conversation, "kind" | "rights" | "readOnly">,
  member: Pick<Member, "role" | "user">,
  other: Pick<Member, "role" | "user">,
): boolean {
  return may(conversation, member, "remove") && member.user !== other.user &&
    (member.role === "owner" || isAbove(member.role, other.role));
}

/**
 * May this member give that one this role? Owners make and unmake owners;
 * whoever else manages the group only those below themselves. Guests stay guests.
 */
export function mayGiveRole(
  conversation: Pick<Conversation, "kind" | "rights" | "readOnly">,
  member: Pick<Member, "role">,
  other: Pick<Member, "role">,
  to: MemberRole,
): boolean {
  if (!may(conversation, member, "manage")) return false;
  if (other.role === "guest" || to === "guest") return false;
  return member.role === "owner" ||
    isAbove(member.role, other.role) && isAbove(member.role, to);
}

/** The first number of the log that this member may read. Everything that reads the log asks. */
export function readableFrom(member: Pick<Member, "from">): number {
  return member.from ?? 1;
}

/** Is one role more powerful than the other? */
export function isAbove(one: MemberRole, other: MemberRole): boolean {
  return ROLES.indexOf(one) < ROLES.indexOf(other);
}
