/** Questions about people. Accounts are known to everybody who is signed in. */
import { read, readMany } from "@/lib/kv/read.ts";
import { theDirectory } from "./_directory.ts";
import { findBetweens, withoutApart } from "./between.ts";
import { isApart, NOTHING_BETWEEN } from "./between_model.ts";
import { founding, usernames, users } from "./_keys.ts";
import { recentUsers } from "./_store.ts";
import { type Profile, profileOf, type User } from "./model.ts";
import { searchWords, usernameKey } from "./names.ts";

/** How long a name may be out of date after another process changed it. */
const PROFILE_AGE = 30_000;

/** The user of this id. */
export async function findUser(
  id: string,
  age = PROFILE_AGE,
): Promise<User | null> {
  return await recentUsers.get(id, age, () => read(users, [id]));
}

/** The users of these ids that exist, by id. */
export async function findUsers(
  ids: readonly string[],
): Promise<Map<string, User>> {
  const found = new Map<string, User>();
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const known = await recentUsers.peek(id, PROFILE_AGE);
    if (known) found.set(id, known);
    else missing.push(id);
  }
  if (missing.length === 0) return found;
  // One read for all of them, but remembered one by one: a name that changes
  // during the read is forgotten and does not come back with it.
  const rows = readMany(users, missing.map((id) => [id] as [string]));
  await Promise.all(missing.map(async (id, i) => {
    const user = await recentUsers.get(
      id,
      PROFILE_AGE,
      async () => (await rows)[i] ?? null,
    );
    if (user) found.set(id, user);
  }));
  return found;
}

/** What others may see of this user. */
export async function findProfile(id: string): Promise<Profile | null> {
  const user = await findUser(id);
  return user && profileOf(user);
}

/** The profiles of these ids that exist, by id. */
export async function findProfiles(
  ids: readonly string[],
): Promise<Map<string, Profile>> {
  const found = await findUsers(ids);
  return new Map([...found].map(([id, user]) => [id, profileOf(user)]));
}

/** Who bears this username, however it is spelt. */
export async function findByUsername(username: string): Promise<User | null> {
  const { found } = await findByUsernames([username]);
  return found[0] ?? null;
}

/**
 * Who bears these usernames, each once, and which nobody bears.
 * @param asker for whom everybody who is apart from them is nobody, and so are guests
 */
export async function findByUsernames(
  names: readonly string[],
  asker?: User,
): Promise<{ found: User[]; missing: string[] }> {
  const keys = names.map(keyToAsk);
  const asked = [...new Set(keys)].filter((key) => key !== "");
  const ids = await readMany(usernames, asked.map((key): [string] => [key]));
  const people = await findUsers(ids.filter((id) => id !== null));
  const byKey = new Map(asked.map((key, i) => [key, people.get(ids[i] ?? "")]));
  const between = asker ? await findBetweens(asker.id) : NOTHING_BETWEEN;
  const found = new Map<string, User>();
  const missing: string[] = [];
  names.forEach((name, i) => {
    const user = byKey.get(keys[i]!);
    const near = user && !isApart(between.get(user.id)) &&
      !(asker && user.guest);
    if (near) found.set(user.id, user);
    else missing.push(name);
  });
  return { found: [...found.values()], missing };
}

/**
 * The store takes neither ill-formed nor overlong keys, and nobody bears them.
 * Measured before and after folding: one character can become eighteen.
 */
function keyToAsk(name: string): string {
  if (!name.isWellFormed() || name.length > 100) return "";
  const key = usernameKey(name);
  return key.length > 500 ? "" : key;
}

/** Has nobody made an account here yet? Asked until somebody has, then known. */
export async function isNew(): Promise<boolean> {
  return await read(founding, []) === null;
}

/**
 * People whose username or a word of whose name begins like this, the asker
 * left out. Without a query the first by username.
 */
export async function listProfiles(
  asker: User,
  query = "",
  options: { limit?: number } = {},
): Promise<Profile[]> {
  const most = Math.min(options.limit ?? 20, 50);
  return (await listByWords(asker, query, most + 1))
    .filter(({ id }) => id !== asker.id).slice(0, most).map(profileOf);
}

/** The same as users, the asker among them; nobody who is apart from them. */
export async function listByWords(
  asker: User,
  query: string,
  most: number,
): Promise<User[]> {
  const [first, ...rest] = searchWords(query.slice(0, 200));
  const ids = first === undefined
    ? await firstUsers(most)
    : (await theDirectory()).byWord(first, rest.length > 0 ? 200 : most);
  const found = await findUsers(ids);
  const near = ids.flatMap((id) => {
    const user = found.get(id);
    // Who is leaving is not to be found any more.
    if (!user || user.leaving) return [];
    const known = [...searchWords(user.name), ...searchWords(user.username)];
    return rest.every((word) => known.some((one) => one.startsWith(word)))
      ? [user]
      : [];
  });
  return (await withoutApart(asker.id, near)).slice(0, most);
}

async function firstUsers(most: number): Promise<string[]> {
  const directory = await theDirectory();
  return [...directory.after("").take(most)].map(({ id }) => id);
}
