/** Guests go: when their link is closed or expires, or the server takes none any more. */
import { endGuest } from "@/lib/accounts/guest.ts";
import { findUser } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { profileOf, type User } from "@/lib/accounts/model.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations, members, tips } from "./_keys.ts";
import { groupLinks, guestsOf } from "./_link_keys.ts";
import { dropMember } from "./_store.ts";
import type { GroupLink } from "./link_model.ts";
import { logQueue } from "./log.ts";
import type { Conversation } from "./model.ts";
import { appendNoteBy } from "./note.ts";

/** A link for guests expires. */
export interface EndLink extends Job {
  readonly kind: "end-guest-link";
  readonly conversation: string;
  readonly link: string;
}

/** Leaves the job behind that ends a link's guests when it expires. */
export function endLinkLater(
  c: Change,
  conversation: string,
  { id: link, expires }: GroupLink,
  now: number,
): void {
  const job = { kind: "end-guest-link", conversation, link } as const;
  later<EndLink>(c, job, { delay: Math.max(0, expires - now) });
}

/** Does such a job. */
export async function endGuestLink(
  { conversation, link }: EndLink,
): Promise<void> {
  const now = Date.now();
  const row = await read(groupLinks, [conversation, link]);
  // The clock was put back since: its moment is still to come.
  if (row && now < row.expires) {
    return await change((c) => endLinkLater(c, conversation, row, now));
  }
  await endGuestsOf(conversation, link, row?.creator ?? "");
}

/** The server takes no guests any more. */
export async function endAllGuests(): Promise<void> {
  const links = new Map<string, [conversation: string, link: string]>();
  for await (const { key: [conversation, link] } of list(guestsOf, [])) {
    links.set(`${conversation} ${link}`, [conversation, link]);
  }
  for (const [conversation, link] of links.values()) {
    const row = await read(groupLinks, [conversation, link]);
    await endGuestsOf(conversation, link, row?.creator ?? "");
  }
}

async function endGuestsOf(
  id: string,
  link: string,
  by: string,
): Promise<void> {
  const now = Date.now();
  const actor = await findUser(by);
  await change(async (c) => {
    await c.read(tips, [id]);
    const conversation = await c.peek(conversations, [id]);
    if (conversation) await endGuestsWithin(c, conversation, link, actor, now);
  }, { queue: logQueue(id) });
}

/**
 * Sends all guests of a link away within a change that has read the log's tip:
 * who comes in at this moment writes it too, so nobody is left behind.
 */
export async function endGuestsWithin(
  c: Change,
  conversation: Conversation,
  link: string,
  actor: User | null,
  now: number,
): Promise<void> {
  const { id } = conversation;
  let gone = 0;
  for await (const { key } of c.list(guestsOf, [id, link])) {
    if (!await c.peek(members, [id, key[2]])) continue;
    await sendAway(c, id, key[2], now);
    gone++;
  }
  if (gone === 0) return;
  const memberCount = conversation.memberCount - gone;
  c.put(conversations, [id], { ...conversation, memberCount });
  const by = actor ? profileOf(actor) : formerProfile("");
  await appendNoteBy(c, id, by, { what: "set", to: "guests_gone" }, now);
}

/** Streams fall silent with the change, before anything else of it is told. */
async function sendAway(
  c: Change,
  id: string,
  user: string,
  now: number,
): Promise<void> {
  dropMember(c, id, user);
  announce(c, {
    type: "member-removed",
    audience: { conversation: id },
    user,
  });
  await endGuest(c, user, now);
}
