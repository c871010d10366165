/** Invite links: made, listed and taken back by administrators. */
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { invites } from "./_keys.ts";
import { randomText } from "./_tokens.ts";
import { parseCode } from "./admission.ts";
import { type Invite, mayAdminister, type User } from "./model.ts";

/** What an invite may be at most. */
export const INVITE = { days: 365, cap: 1_000, kept: 200 } as const;

const DAY = 86_400_000;

/** An invite that can be made as it stands. */
export interface InviteDraft {
  readonly days: number;
  readonly cap: number;
}

/** Reads days and number of people as typed. @throws Invalid */
export function parseInvite(
  form: { readonly days: string; readonly cap: string },
): InviteDraft {
  const days = wholeNumber(form.days, INVITE.days);
  const cap = wholeNumber(form.cap, INVITE.cap);
  if (days !== null && cap !== null) return { days, cap };
  const wrong: Record<string, Phrase> = {};
  if (days === null) {
    wrong.days = {
      key: "admin.invites.days_problem",
      values: { most: INVITE.days },
    };
  }
  if (cap === null) {
    wrong.cap = {
      key: "admin.invites.cap_problem",
      values: { most: INVITE.cap },
    };
  }
  throw new Invalid(wrong);
}

/** Makes an invite link. @throws Forbidden, Conflict when there are too many */
export async function createInvite(
  creator: User,
  draft: InviteDraft,
  now = Date.now(),
): Promise<Invite> {
  refuseUnlessAdministrator(creator);
  const invite: Invite = {
    code: randomText(128),
    creator: creator.id,
    created: now,
    expires: now + draft.days * DAY,
    cap: draft.cap,
    used: 0,
  };
  return await change(async (c) => {
    let kept = 0;
    for await (const _ of c.list(invites, [])) kept++;
    if (kept >= INVITE.kept) {
      throw new Conflict({
        key: "admin.invites.too_many",
        values: { most: INVITE.kept },
      });
    }
    c.put(invites, [invite.code], invite);
    return invite;
  });
}

/** All invites, the newest first; those that are over too, until taken back. @throws Forbidden */
export async function listInvites(asker: User): Promise<Invite[]> {
  refuseUnlessAdministrator(asker);
  const found: Invite[] = [];
  for await (const { value } of list(invites, [])) found.push(value);
  return found.sort((a, b) => b.created - a.created);
}

/** Takes an invite back: nobody gets in with it any more. @throws Forbidden, NotFound */
export async function revokeInvite(asker: User, text: string): Promise<void> {
  refuseUnlessAdministrator(asker);
  const code = parseCode(text);
  await change(async (c) => {
    if (code === null || await c.read(invites, [code]) === null) {
      throw new NotFound({ key: "error.not_found" });
    }
    c.drop(invites, [code]);
  });
}

function refuseUnlessAdministrator(user: User): void {
  if (!mayAdminister(user)) throw new Forbidden({ key: "error.forbidden" });
}

/** A whole number from 1 to `most`, in the digits people type; else null. */
function wholeNumber(text: string, most: number): number | null {
  const plain = text.trim();
  if (!/^\d{1,6}$/.test(plain)) return null;
  const number = Number(plain);
  return number >= 1 && number <= most ? number : null;
}
