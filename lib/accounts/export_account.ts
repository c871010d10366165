/** What a person takes along of their own account: all of it that is theirs to read. */
import { read } from "@/lib/kv/read.ts";
import { sessions } from "./_keys.ts";
import { listKept } from "./block.ts";
import { lastSeens } from "./_profile_keys.ts";
import { findQuiet } from "./do_not_disturb.ts";
import { findMailAddress } from "./mail_address.ts";
import type { Session, User } from "./model.ts";
import { listPasskeys } from "./passkeys.ts";
import { listLinks } from "./provider_links.ts";
import { findAbout } from "./profile.ts";
import { findSecondFactor } from "./second_factor.ts";
import { listSecurityEvents } from "./security_events.ts";
import { listSessions } from "./session.ts";

/**
 * Plain data about an account. No secret is among it: neither hashes nor keys,
 * nor the seed of an authenticator app.
 */
export async function exportAccount(user: User) {
  const [
    kept,
    about,
    quiet,
    seen,
    mail,
    sessions,
    events,
    passkeys,
    factor,
    links,
  ] = await Promise.all([
    listKept(user),
    findAbout(user),
    findQuiet(user),
    read(lastSeens, [user.id]),
    findMailAddress(user),
    listSessions(user),
    listSecurityEvents(user),
    listPasskeys(user),
    findSecondFactor(user.id),
    listLinks(user),
  ]);
  const { id, username, name, role, created } = user;
  const { language, timeZone, theme, hue } = user;
  const { shareReceipts, shareTyping, sharePresence = true } = user;
  return {
    account: {
      id,
      username,
      name,
      role,
      created: instant(created),
      lastSeen: instant(seen),
    },
    mailAddress: mail && { ...mail, since: instant(mail.since) },
    profile: {
      ...about,
      status: about.status &&
        { ...about.status, until: instant(about.status.until) },
      picture: user.picture !== undefined,
      hue,
    },
    settings: {
      language,
      timeZone,
      theme,
      shareReceipts,
      shareTyping,
      sharePresence,
      doNotDisturb: quiet,
    },
    // Who keeps away from this person is not theirs to know.
    keptAway: kept.map(({ profile, blocked, muted }) => ({
      user: profile.id,
      username: profile.username,
      blocked: instant(blocked ?? null),
      muted: instant(muted ?? null),
    })),
    sessions: sessions.map((session) => ({
      device: session.device,
      place: session.place,
      created: instant(session.created),
      used: instant(session.used),
    })),
    securityEvents: events.map(({ by, at, ...event }) => ({
      ...event,
      at: instant(at),
      byAdministrator: by !== undefined,
    })),
    secondFactor: {
      authenticatorAppSince: instant(factor.totp),
      recoveryCodesLeft: factor.codesLeft,
      passkeys: passkeys.map(({ name, created, used, backedUp }) => ({
        name,
        created: instant(created),
        used: instant(used),
        backedUp,
      })),
    },
    linkedAccounts: links.map(({ issuer, subject, label, at }) => ({
      issuer,
      subject,
      label,
      since: instant(at),
    })),
  };
}

/** As text that every program reads. */
function instant(at: number): string;
function instant(at: number | null): string | null;
function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** Has this session not ended meanwhile? A long download asks now and then. */
export async function isStillOpen(session: Session): Promise<boolean> {
  return await read(sessions, [session.id]) !== null;
}
