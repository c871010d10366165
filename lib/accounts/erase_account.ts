/**
 * Erases an account when its grace is over. The account itself, and every way
 * in, go in one atomic write; that write leaves the jobs behind that erase the
 * rest, each of which ends at the same end however often it is begun.
 *
 * They run a second time a little later: a deed that had looked at the account
 * before it ended may write in the moment after.
 */
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import type { Family, Prefix } from "@/lib/kv/family.ts";
import { announce } from "@/lib/live/announce.ts";
import * as keys from "./_keys.ts";
import { endedAccounts, restingUsernames } from "./_leaving_keys.ts";
import * as mail from "./_mail_keys.ts";
import { presences } from "./_news_keys.ts";
import { eraseBetweens } from "./block.ts";
import { passkeys } from "./_passkey_keys.ts";
import { tellProfileNews } from "./_profile_news.ts";
import * as profile from "./_profile_keys.ts";
import { dropLinks } from "./_provider_links.ts";
import { dropResetLink } from "./_reset_password.ts";
import { dropUser } from "./_store.ts";
import { HELD_FOR } from "./change_username.ts";
import { endOthersWithin } from "./end_session.ts";
import { endsAt, formerProfile } from "./leaving_model.ts";
import type { User } from "./model.ts";
import { usernameKey } from "./names.ts";

/** The grace is over. */
export interface EraseAccount extends Job {
  readonly kind: "erase-account";
  readonly user: string;
  /** Which asking it was: one that was called off erases nothing. */
  readonly at: number;
}

/** An account has ended: each domain erases what it has of that person. */
export interface AccountEnded extends Job {
  readonly kind: typeof AFTER_THE_END[number];
  readonly user: string;
  /** Where a job that took long left off. */
  readonly after?: string;
}

/** Who is told; `main.ts` connects them. Knowledge goes left only, so these are but names. */
const AFTER_THE_END = [
  "erase-account-rows",
  "erase-drive",
  "erase-places",
  "erase-messages",
] as const;
/** No deed is under way for so long. */
const SECOND_LOOK = 60_000;

// deno-lint-ignore no-explicit-any -- rows of any kind: they are only dropped
type Any<K extends readonly Deno.KvKeyPart[]> = Family<any, K>;

/** Families with one row for each user. A new one belongs here: a test asks. */
export const OWN_ROWS: readonly Any<[user: string]>[] = [
  keys.passwords,
  passkeys,
  keys.totps,
  keys.totpSetups,
  keys.recoveryCodes,
  // With it goes what its vault had sealed, in backups made without it as well.
  keys.userKeys,
  keys.signInNotices,
  mail.mailAddresses,
  mail.mailAddressSetups,
  profile.abouts,
  profile.pictures,
  profile.quiets,
  profile.lastSeens,
];

/** Families with a range for each user. */
export const OWN_RANGES: readonly Any<
  readonly [user: string, ...Deno.KvKeyPart[]]
>[] = [
  keys.securityEvents,
  keys.knownDevices,
  presences,
  mail.mails,
  profile.heldUsernames,
  profile.pictureChunks,
];

/** Rows dropped by one write. */
const BATCH = 200;

/** Does such a job. */
export async function eraseAccount(
  job: EraseAccount,
  _signal?: AbortSignal,
  now = Date.now(),
): Promise<void> {
  await change(async (c) => {
    const user = await c.read(keys.users, [job.user]);
    // Called off, asked for anew, or done already.
    if (user?.leaving?.at !== job.at) return;
    const due = endsAt(user.leaving);
    if (now < due) return later(c, job, { delay: due - now });
    await endAccount(c, user, now);
    for (const kind of AFTER_THE_END) {
      const ended: AccountEnded = { kind, user: user.id };
      later(c, ended);
      later(c, ended, { delay: SECOND_LOOK });
    }
    // In turn with signing in and with new usernames.
  }, { queue: `sign-in ${job.user}` });
}

/** After this write nobody gets in, and nothing has this person's name. */
async function endAccount(c: Change, user: User, now: number): Promise<void> {
  const { id } = user;
  c.put(endedAccounts, [id], { at: now });
  await dropUser(c, user);
  const names = [usernameKey(user.username)];
  for await (const { value } of c.list(profile.heldUsernames, [id])) {
    names.push(value.key);
    if (await c.peek(keys.usernames, [value.key]) === id) {
      c.drop(keys.usernames, [value.key]);
    }
  }
  for (const name of names) {
    const until = now + HELD_FOR;
    c.put(restingUsernames, [name], { until }, { expireIn: HELD_FOR });
  }
  // Checks: who signs in at this moment writes the same rows.
  await c.read(keys.passwords, [id]);
  await c.read(passkeys, [id]);
  const address = await c.read(mail.mailAddresses, [id]);
  if (address) c.drop(mail.mailAddressOwners, [address.hash]);
  await dropResetLink(c, id);
  await dropLinks(c, id);
  for (const family of OWN_ROWS) c.drop(family, [id]);
  await endOthersWithin(c, id, "");
  const audience = { everyone: true } as const;
  const former = formerProfile(id);
  announce(c, { type: "profile-changed", audience, profile: former });
  c.afterCommit(() => tellProfileNews(id));
}

/** Erases the rest of an account's own rows. */
export async function eraseAccountRows({ user }: AccountEnded): Promise<void> {
  await change(async (c) => {
    for (const family of OWN_ROWS) c.drop(family, [user]);
    await dropResetLink(c, user);
    await dropLinks(c, user);
    await endOthersWithin(c, user, "");
    // A list gives their codes as hashes: good for dropping.
    for await (const { key, value } of c.list(keys.invites, [])) {
      if (value.creator === user) c.drop(keys.invites, key);
    }
  });
  for (const family of OWN_RANGES) await sweep(family, user);
  await eraseBetweens(user);
}

async function sweep(
  family: typeof OWN_RANGES[number],
  user: string,
): Promise<void> {
  const prefix = [user] as unknown as Prefix<
    readonly [user: string, ...Deno.KvKeyPart[]]
  >;
  while (
    await change(async (c) => {
      let count = 0;
      for await (const { key } of c.list(family, prefix, { limit: BATCH })) {
        c.drop(family, key);
        count++;
      }
      return count;
    }) === BATCH
  );
}
