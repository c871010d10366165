/** The fixed cast of tests, and crowds without a name. */
import { putUser } from "@/lib/accounts/_store.ts";
import { findUser } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { signUp } from "@/lib/accounts/sign_up.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import type { Conversation } from "@/lib/conversations/model.ts";
import { change } from "@/lib/kv/change.ts";

/** Everybody a test may need. Maya made the first account, so she administers. */
export interface Cast {
  readonly maya: User;
  readonly jonas: User;
  readonly amina: User;
  readonly ravi: User;
  readonly noor: User;
}

const NAMES: Record<keyof Cast, string> = {
  maya: "Maya Lind",
  jonas: "Jonas Weber",
  amina: "Amina Khalil",
  ravi: "Ravi Shah",
  noor: "نور الحداد",
};

/** Signs the cast up, one after another. */
export async function gatherCast(): Promise<Cast> {
  const cast: Partial<Record<keyof Cast, User>> = {};
  for (const username of Object.keys(NAMES) as (keyof Cast)[]) {
    const { user } = await signUp(
      { username, name: NAMES[username], password: "three calm herons" },
      { registration: "open", invite: "" },
      { agent: "", net: "203.0.113.9" },
    );
    cast[username] = user;
  }
  return cast as Cast;
}

/** So many people who never signed in: stored without passwords and sessions. */
export async function gatherCrowd(size: number): Promise<User[]> {
  const crowd = Array.from({ length: size }, (_, i): User => ({
    id: `person-${String(i).padStart(5, "0")}`,
    username: `person${i}`,
    name: `Person ${i}`,
    role: "member",
    created: i,
    language: null,
    timeZone: null,
    theme: "system",
    hue: i % 24,
    shareReceipts: true,
    shareTyping: true,
  }));
  for (let i = 0; i < size; i += 100) {
    await change((c) => {
      for (const user of crowd.slice(i, i + 100)) putUser(c, user, null);
    });
  }
  return crowd;
}

/** The user as stored now. */
export async function again(user: User): Promise<User> {
  return (await findUser(user.id))!;
}

/** A group of these people, the first of them its owner. */
export async function groupOf(
  owner: User,
  ...members: User[]
): Promise<Conversation> {
  return await createConversation(owner, {
    kind: "group",
    members,
    name: "Harbour trip",
    description: "",
  });
}

/** The direct conversation of two people. */
export async function directOf(one: User, other: User): Promise<Conversation> {
  return await createConversation(one, {
    kind: "direct",
    members: [other],
    name: "",
    description: "",
  });
}
