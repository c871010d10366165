/**
 * Sets up what a bench needs straight in the store, through the deeds of the
 * domains: people with sessions, conversations, long histories. A bench
 * operation; the server is not running while this does.
 */
import { putUser } from "@/lib/accounts/_store.ts";
import type { User } from "@/lib/accounts/model.ts";
import { usePasswords } from "@/lib/accounts/password.ts";
import { startSession } from "@/lib/accounts/session.ts";
import { signUp } from "@/lib/accounts/sign_up.ts";
import { putConversation, putMember } from "@/lib/conversations/_store.ts";
import { createConversation } from "@/lib/conversations/create.ts";
import { appendEntry, logQueue } from "@/lib/conversations/log.ts";
import type { Conversation } from "@/lib/conversations/model.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { findOrMakeSecret } from "@/lib/http/load_settings.ts";
import { change } from "@/lib/kv/change.ts";
import { openStore, type Store, withStore } from "@/lib/kv/store.ts";

/** Somebody who is signed in, with the token of the cookie. */
export interface Person {
  readonly user: User;
  readonly token: string;
}

const VISIT = { agent: "bench", net: "127.0.0.1" };
/** Each person takes about ten rows; one write takes a thousand. */
const PEOPLE_AT_ONCE = 50;

/** Runs something on the store of a data folder, then closes it. */
export async function prepare<R>(
  dataDir: string,
  run: (store: Store) => Promise<R>,
): Promise<R> {
  // The server that is measured opens the same store.
  const secret = findOrMakeSecret(dataDir);
  using store = await openStore(`${dataDir}/parley.db`, secret);
  usePasswords({
    secret: store.secret,
    hasher: () => Promise.resolve(new Uint8Array(32)),
  });
  const result = await withStore(store, () => run(store));
  await store.idle();
  return result;
}

/** Makes the first account, without which the server takes nobody else for real. */
export async function found(): Promise<Person> {
  const { user, token } = await signUp(
    { username: "founder", name: "Founder", password: "three calm herons" },
    { registration: "open", invite: "" },
    VISIT,
  );
  return { user, token };
}

/** So many people with a session each, without passwords. */
export async function gather(
  size: number,
  prefix = "listener",
): Promise<Person[]> {
  const people: Person[] = [];
  for (let i = 0; i < size; i += PEOPLE_AT_ONCE) {
    const most = Math.min(PEOPLE_AT_ONCE, size - i);
    const users = Array.from({ length: most }, (_, k) => userOf(prefix, i + k));
    const started = await change(async (c) => {
      const some: Person[] = [];
      for (const user of users) {
        putUser(c, user, null);
        const { token } = await startSession(c, user, VISIT);
        some.push({ user, token });
      }
      return some;
    });
    people.push(...started);
  }
  return people;
}

function userOf(prefix: string, i: number): User {
  return {
    id: newId(),
    username: `${prefix}${i}`,
    name: `Listener ${i}`,
    role: "member",
    created: Date.now(),
    language: null,
    timeZone: null,
    theme: "system",
    hue: i % 24,
    shareReceipts: true,
    shareTyping: true,
  };
}

/** A group of these people, the first of them its owner. */
export async function group(
  people: readonly Person[],
  name: string,
): Promise<Conversation> {
  const [owner, ...others] = people;
  return await createConversation(owner!.user, {
    kind: "group",
    members: others.map(({ user }) => user),
    name,
    description: "",
  });
}

/** A group larger than people can make one: its members are written directly. */
export async function hugeGroup(
  people: readonly Person[],
  name: string,
): Promise<Conversation> {
  const made = await group(people.slice(0, 1), name);
  const rest = people.slice(1);
  for (let i = 0; i < rest.length; i += 400) {
    await change((c) => {
      for (const { user } of rest.slice(i, i + 400)) {
        putMember(c, made.id, {
          user: user.id,
          role: "member",
          since: made.created,
        });
      }
    });
  }
  const whole = { ...made, memberCount: people.length };
  await change((c) => putConversation(c, whole));
  return whole;
}

const WORDS =
  "The harbour was quiet when we left, and the ferry took the long way round"
    .split(" ");

/** A line of text like people write, different each time. */
export function lineOf(n: number): string {
  const words = Array.from(
    { length: 5 + n % 9 },
    (_, i) => WORDS[(n * 7 + i * 3) % WORDS.length],
  );
  return `${words.join(" ")} (${n})`;
}

/** Entries of one atomic write: as many as its bytes allow, with room to spare. */
const ENTRIES_AT_ONCE = 200;

/** Fills a conversation with so many messages, some of each person in turn. */
export async function fill(
  conversation: string,
  people: readonly Person[],
  messages: number,
  say: (n: number) => string = lineOf,
): Promise<void> {
  const begin = Date.now() - messages * 1_000;
  for (let i = 0; i < messages; i += ENTRIES_AT_ONCE) {
    const end = Math.min(messages, i + ENTRIES_AT_ONCE);
    await change(async (c) => {
      for (let n = i; n < end; n++) {
        const text = say(n);
        await appendEntry(c, conversation, {
          id: newId(),
          author: people[Math.floor(n / 3) % people.length]!.user.id,
          at: begin + n * 1_000,
          clientId: `bench-${n}`,
          kind: "text",
          body: { text },
        }, text);
      }
    }, { queue: logQueue(conversation) });
  }
}
