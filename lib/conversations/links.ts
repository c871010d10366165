/** Links of a group: made, listed and taken back by those who may bring people in. */
import type { User } from "@/lib/accounts/model.ts";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors.ts";
import type { Phrase } from "@/lib/i18n/phrase.ts";
import { change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { groupLinks, linkCodes } from "./_link_keys.ts";
import { findConversation } from "./find.ts";
import { endGuestsWithin, endLinkLater } from "./end_guests.ts";
import { type GroupLink, GUEST_CAP, LINK } from "./link_model.ts";
import { logQueue } from "./log.ts";
import { newId } from "./new_id.ts";
import { demand } from "./rights.ts";

const DAY = 86_400_000;

/** A link that can be made as it stands. */
export interface LinkDraft {
  readonly days: number;
  readonly cap: number;
  readonly approval: boolean;
  /** Set for guests: the word that marks their names. */
  readonly guest?: string | undefined;
}

/** Reads days and number of people as typed. @throws Invalid at `days` or `cap` */
export function parseLink(
  form: { days: string; cap: string; approval: boolean; guest?: string },
): LinkDraft {
  const wrong: Record<string, Phrase> = {};
  const whole = (field: "days" | "cap") => {
    const text = form[field].trim();
    const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    const most = form.guest && field === "cap" ? GUEST_CAP : LINK[field];
    if (number >= 1 && number <= most) return number;
    wrong[field] = {
      key: `conversation.link.error.${field}`,
      values: { most },
    };
    return 0;
  };
  const [days, cap] = [whole("days"), whole("cap")];
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
  // A guest has nothing to wait with.
  const { guest } = form;
  return guest
    ? { days, cap, approval: false, guest }
    : { days, cap, approval: form.approval };
}

/** Makes a link into a group. @throws NotFound, Forbidden, Conflict when there are too many */
export async function createLink(
  actor: User,
  id: string,
  { days, cap, approval, guest }: LinkDraft,
  now = Date.now(),
): Promise<GroupLink> {
  const link: GroupLink = {
    id: newId(),
    code: crypto.getRandomValues(new Uint8Array(16)).toHex(),
    creator: actor.id,
    created: now,
    expires: now + days * DAY,
    cap,
    used: 0,
    approval,
    ...(guest ? { guest } : {}),
  };
  const { noGuests } = await findServerSettings();
  if (guest && noGuests) {
    throw new Forbidden({ key: "guest.error.forbidden" });
  }
  return await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct") {
      throw new Forbidden({ key: "conversation.error.direct_is_two" });
    }
    demand(conversation, member, "invite");
    let kept = 0;
    for await (const _ of c.list(groupLinks, [id])) kept++;
    if (kept >= LINK.kept) {
      throw new Conflict({
        key: "conversation.link.error.too_many",
        values: { most: LINK.kept },
      });
    }
    c.put(groupLinks, [id, link.id], link);
    c.put(linkCodes, [link.code], { conversation: id, link: link.id });
    if (guest) endLinkLater(c, id, link, now);
    return link;
  }, { queue: logQueue(id) });
}

/** All links of a group, the newest first. @throws NotFound, Forbidden */
export async function listLinks(
  asker: User,
  id: string,
): Promise<GroupLink[]> {
  const { conversation, member } = await findConversation(asker, id);
  demand(conversation, member, "invite");
  const found: GroupLink[] = [];
  for await (const { value } of list(groupLinks, [id])) found.push(value);
  return found.sort((a, b) => b.created - a.created);
}

/**
 * Takes a link back: nobody comes in with it any more, and guests who came by it
 * go at once. @throws NotFound, Forbidden
 */
export async function revokeLink(
  actor: User,
  id: string,
  linkId: string,
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    demand(conversation, member, "invite");
    const link = await c.read(groupLinks, [id, linkId]);
    if (!link) throw new NotFound({ key: "error.not_found" });
    c.drop(groupLinks, [id, linkId]);
    c.drop(linkCodes, [link.code]);
    if (link.guest) await endGuestsWithin(c, conversation, linkId, actor, now);
  }, { queue: logQueue(id) });
}
