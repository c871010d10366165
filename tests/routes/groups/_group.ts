/** A group with one person of each role, all of whom come by HTTP. */
import { findByUsername } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { members } from "@/lib/conversations/_keys.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import type { Conversation, MemberRole } from "@/lib/conversations/model.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import type { Site } from "@/tests/support/app.ts";
import type { PlainBrowser } from "@/tests/support/plain_browser.ts";

export const ROLE_NAMES = ["owner", "moderator", "member", "guest"] as const;

/** Somebody at a browser; nobody has no account. */
export interface Person {
  readonly browser: PlainBrowser;
  readonly user: User | null;
}

/** Everybody a group's test needs. `second` is another owner, `other` another member; `waiting` is in nothing. */
export type People = Record<
  | typeof ROLE_NAMES[number]
  | "stranger"
  | "nobody"
  | "second"
  | "other"
  | "deputy"
  | "waiting",
  Person
>;

/** Signs them up. */
export async function gatherPeople(site: Site): Promise<People> {
  const found: Record<string, Person> = {};
  const names = [
    ...ROLE_NAMES,
    "stranger",
    "second",
    "other",
    "deputy",
    "waiting",
  ];
  for (const name of names) {
    const browser = await site.signUp(`${name}1`);
    found[name] = { browser, user: await findByUsername(`${name}1`) };
  }
  const browser = site.visitor();
  found.nobody = { browser: await browser.open("/sign-in"), user: null };
  return found as People;
}

/** A new group of these people in their roles. */
export async function groupFor(people: People): Promise<Conversation> {
  const rest = [
    people.moderator,
    people.member,
    people.guest,
    people.second,
    people.other,
    people.deputy,
  ].map(({ user }) => user!);
  const group = await createConversation(people.owner.user!, {
    kind: "group",
    members: rest,
    name: "Harbour trip",
    description: "",
  });
  await setRole(group.id, people.moderator.user!, "moderator");
  await setRole(group.id, people.deputy.user!, "moderator");
  await setRole(group.id, people.guest.user!, "guest");
  await setRole(group.id, people.second.user!, "owner");
  return group;
}

/** As the store has it when somebody is that. */
export async function setRole(
  id: string,
  { id: user }: User,
  role: MemberRole,
): Promise<void> {
  const member = (await read(members, [id, user]))!;
  await change((c) => c.put(members, [id, user], { ...member, role }));
}

/** Sends a form as a program would: no page with that form was ever opened. */
export async function post(
  { browser }: Person,
  path: string,
  fields: Record<string, string | readonly string[]>,
  sound?: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  await browser.open(browser.cookies.size > 1 ? "/settings/profile" : "/");
  const token = /name="csrf" value="([^"]+)"/.exec(browser.html)?.[1] ?? "";
  const body = new URLSearchParams({ csrf: token });
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) body.append(name, one);
  }
  if (sound) {
    const parts = new FormData();
    for (const [name, value] of body) parts.set(name, value);
    parts.set("voice", new Blob([sound]), "voice");
    return await browser.request(path, { method: "POST", body: parts });
  }
  return await browser.request(path, {
    method: "POST",
    body: body.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
}
