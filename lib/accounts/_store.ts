import type { Change } from "@/lib/kv/change.ts";
import { theStore } from "@/lib/kv/store.ts";
import {
  sessions,
  type StoredSession,
  tokens,
  usernames,
  users,
  userSessions,
} from "./_keys.ts";
import { noteInDirectory } from "./_directory.ts";
import { Recent } from "./_recent.ts";
import { type Role, SESSION, type User } from "./model.ts";
import { usernameKey } from "./names.ts";

/** Read a moment ago; emptied here by whoever writes. */
export const recentUsers = new Recent<User>();
export const recentSessions = new Recent<StoredSession>();

/** Stores a user, whom the directory then lists; `before` is what was stored. */
export function putUser(c: Change, user: User, before: User | null): void {
  c.put(users, [user.id], user);
  if (!before) c.put(usernames, [usernameKey(user.username)], user.id);
  const store = theStore();
  c.afterCommit(() => {
    recentUsers.forget(user.id);
    noteInDirectory(store, user.id, user);
  });
}

/** Takes a user out, with the username if it is still theirs. */
export async function dropUser(c: Change, user: User): Promise<void> {
  const key = usernameKey(user.username);
  if (await c.read(usernames, [key]) === user.id) c.drop(usernames, [key]);
  c.drop(users, [user.id]);
  const store = theStore();
  c.afterCommit(() => {
    recentUsers.forget(user.id);
    noteInDirectory(store, user.id, null);
  });
}

/** Stores a session under its tokens. Rows vanish by themselves when it must be over. */
export function putSession(
  c: Change,
  session: StoredSession,
  role: Role,
): void {
  // From now, not from `created`: the store's clock is the real one.
  const expireIn = SESSION.absolute[role] + SESSION.grace;
  const { id, user } = session;
  c.put(sessions, [id], session, { expireIn });
  c.put(userSessions, [user, id], true, { expireIn });
  c.put(tokens, [session.token], { session: id, user }, { expireIn });
  c.afterCommit(() => recentSessions.forget(id));
}

/** Takes a session out with everything that leads to it. */
export function dropSession(c: Change, session: StoredSession): void {
  c.drop(sessions, [session.id]);
  c.drop(userSessions, [session.user, session.id]);
  c.drop(tokens, [session.token]);
  if (session.before) c.drop(tokens, [session.before.token]);
  c.afterCommit(() => recentSessions.forget(session.id));
}
