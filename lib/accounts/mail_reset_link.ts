/** Sends somebody who has lost their password a link by mail. */
import { type Job, later } from "@/lib/jobs/later.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { parseAddress } from "@/lib/mail/address.ts";
import { users } from "./_keys.ts";
import { hashOfAddress } from "./_mail_hashes.ts";
import { mailAddressOwners } from "./_mail_keys.ts";
import { addressWithin } from "./_mail_notices.ts";
import { queueMail } from "./_queue_mail.ts";
import { deviceOf } from "./_device.ts";
import { hashOf } from "./_tokens.ts";
import { findByUsername } from "./find.ts";
import { attemptsAt } from "./sign_in.ts";
import { placeToKeep } from "./places.ts";
import { putResetLink, RESET_LINK_FOR } from "./reset_link.ts";
import { noteSecurityEvent } from "./security_events.ts";
import type { Visit } from "./session.ts";

/** Somebody has asked for a link. */
export interface ResetLinkAsked extends Job {
  readonly kind: "mail-reset-link";
  /** An account, or nobody's id. */
  readonly user: string;
  readonly at: number;
  readonly device: string;
  readonly place: string;
}

/** Nobody has this id: what is asked for nobody is asked under it. */
const NOBODY = "nobody";

/** Whom a request is about; `counted` names the bucket of their requests. */
export interface Asked {
  readonly user: string;
  readonly counted: string;
}

/** Reads who is meant by a username or an address: the same questions whoever it is. */
export async function whoAsks(text: string): Promise<Asked> {
  const typed = text.trim().slice(0, 300);
  const address = parseAddress(typed);
  const hash = hashOfAddress(address ?? typed.toWellFormed());
  const [named, owner] = await Promise.all([
    findByUsername(typed),
    read(mailAddressOwners, [hash]),
  ]);
  const user = named?.id ?? owner;
  return user === null
    ? { user: NOBODY, counted: attemptsAt(typed, "") }
    : { user, counted: hashOf(user).slice(0, 32) };
}

/**
 * Leaves the work to a job, which alone finds out whether there is an account
 * and an address: whoever asks waits for the same rows to be written. What is
 * not `allowed` is asked for nobody.
 */
export async function askForResetLink(
  { user }: Asked,
  visit: Visit,
  allowed: boolean,
): Promise<void> {
  await change((c) =>
    later<ResetLinkAsked>(c, {
      kind: "mail-reset-link",
      user: allowed ? user : NOBODY,
      at: visit.now ?? Date.now(),
      device: deviceOf(visit.agent),
      place: placeToKeep(visit.net),
    })
  );
}

/** Makes the link and leaves its mail behind; the link before is over. */
export async function mailResetLink(
  { user: id, at, device, place }: ResetLinkAsked,
): Promise<void> {
  if (id === NOBODY) return;
  await change(async (c) => {
    const user = await c.read(users, [id]);
    const known = await addressWithin(c, id);
    const token = user && known && await putResetLink(c, id, at);
    if (!token) return;
    const kind = "reset-link-mailed";
    await noteSecurityEvent(c, id, { kind, at, device, place });
    await queueMail(c, id, {
      kind: "reset-link",
      to: known.address,
      values: { username: user.username, path: `/recover/${token}` },
      at,
      goodFor: RESET_LINK_FOR,
      language: known.language,
      timeZone: known.timeZone,
    });
  });
}
