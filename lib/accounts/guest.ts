/** Guests: users without an account or a way to sign in. Conversations let them in and send them away. */
import { Invalid, NotFound } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import type { Change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { users } from "./_keys.ts";
import { plainCapitals } from "./_confusables.ts";
import { faceHue } from "./_new_account.ts";
import { tellProfileNews } from "./_profile_news.ts";
import { dropUser, putUser } from "./_store.ts";
import { randomText } from "./_tokens.ts";
import { endOthersWithin } from "./end_session.ts";
import type { AccountEnded } from "./erase_account.ts";
import { AFTER_MARK, type Guest, GUEST_NAME_LENGTH } from "./guest_model.ts";
import { profileOf, type User } from "./model.ts";
import { parseName, usernameKey } from "./names.ts";

/** A guest has gone: what they kept for themselves goes too. */
export interface GuestEnded extends Job {
  readonly kind: "guest-ended";
  readonly user: string;
}

/**
 * A name as typed by a guest, with the mark that tells them from members.
 * @param taken names of those who are there: no guest looks like one of them
 * @throws Invalid at `name`
 */
export function parseGuestName(
  typed: string,
  mark: string,
  taken: readonly string[],
): string {
  const parsed = parseName(typed);
  if ("problem" in parsed) throw new Invalid({ name: parsed.problem });
  const { value } = parsed;
  if ([...value].length > GUEST_NAME_LENGTH) {
    throw new Invalid({
      name: {
        key: "entrance.problem.name_long",
        values: { most: GUEST_NAME_LENGTH },
      },
    });
  }
  const name = `${mark}${AFTER_MARK}${value}`;
  const looks = [value, name].map(nameKey);
  if (looks[0] === "" || taken.some((one) => looks.includes(nameKey(one)))) {
    throw new Invalid({ name: { key: "guest.error.name_taken" } });
  }
  return name;
}

/** What a name looks like: without spaces and signs, letters that pass for others folded. */
function nameKey(name: string): string {
  return usernameKey(
    plainCapitals(name).replace(/[^\p{L}\p{M}\p{N}]/gu, ""),
  );
}

/** The part of a guest's name that they typed, and the mark before it. */
export function partsOf(name: string): { mark: string; typed: string } {
  const at = name.indexOf(AFTER_MARK);
  return { mark: name.slice(0, at), typed: name.slice(at + 1) };
}

/** Puts a guest within the change that lets them in. `id` is made before it. */
export function putGuest(
  c: Change,
  { id, username }: { id: string; username: string },
  name: string,
  guest: Guest,
  now: number,
): User {
  const user: User = {
    id,
    username,
    name,
    role: "member",
    created: now,
    language: null,
    timeZone: null,
    theme: "system",
    hue: faceHue(id),
    // Who is here for a moment learns nothing of who reads and who is there.
    shareReceipts: false,
    shareTyping: true,
    sharePresence: false,
    guest,
  };
  putUser(c, user, null);
  return user;
}

/** Id and username of a guest to be: random, and typed by nobody. */
export function newGuest(): { id: string; username: string } {
  return { id: randomText(128), username: `guest-${randomText(60)}` };
}

/**
 * Another name, which everybody who shows it hears of. The row is a check: a
 * guest who is sent away at this moment does not come back by it.
 * @throws NotFound when they have gone
 */
export async function renameGuest(
  c: Change,
  id: string,
  name: string,
): Promise<void> {
  const user = await c.read(users, [id]);
  if (!user?.guest || user.guest.ended !== undefined) {
    throw new NotFound({ key: "error.not_found" });
  }
  const renamed = { ...user, name };
  putUser(c, renamed, user);
  announce(c, {
    type: "profile-changed",
    audience: { everyone: true },
    profile: profileOf(renamed),
  });
  c.afterCommit(() => tellProfileNews(id));
}

/**
 * A guest goes: every session ends with the change, and nothing of them is left
 * but what they wrote, under their name. Nothing happens to whoever is none.
 */
export async function endGuest(
  c: Change,
  id: string,
  now: number,
): Promise<void> {
  // No check, as many may go in one write: whoever renames a guest checks it.
  const user = await c.peek(users, [id]);
  if (!user?.guest || user.guest.ended !== undefined) return;
  putUser(c, { ...user, guest: { ...user.guest, ended: now } }, user);
  await endOthersWithin(c, user.id, "");
  later<GuestEnded>(c, { kind: "guest-ended", user: user.id });
  for (const kind of ["erase-account-rows", "erase-places"] as const) {
    later<AccountEnded>(c, { kind, user: user.id });
  }
}

/** Takes a guest out for good, when the conversation they wrote in has ended. */
export async function dropGuest(c: Change, id: string): Promise<void> {
  const user = await c.read(users, [id]);
  if (user?.guest) await dropUser(c, user);
}
