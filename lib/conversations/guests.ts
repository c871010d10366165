/** Coming into a group by a link for guests, with nothing but a name. */
import { findUsers } from "@/lib/accounts/find.ts";
import {
  newGuest,
  parseGuestName,
  partsOf,
  putGuest,
  renameGuest,
} from "@/lib/accounts/guest.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import {
  type SignedIn,
  startSession,
  type Visit,
} from "@/lib/accounts/session.ts";
import { NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { conversations, members, tips } from "./_keys.ts";
import { groupLinks, guestsOf, linkCodes } from "./_link_keys.ts";
import { letIn, overOf, refuse } from "./join.ts";
import { parseLinkCode } from "./link_model.ts";
import { logQueue } from "./log.ts";
import { appendNote } from "./note.ts";
import { may } from "./rights.ts";

/** Names a guest's is held against. Whoever comes later is told apart by the mark. */
const COMPARED = 1_000;

/**
 * Lets a stranger in as a guest. Of many at once no more come in than the link
 * says, and none by a link that is closed at this moment.
 * @throws Invalid at `name`; Conflict saying why the link lets nobody in
 */
export async function joinAsGuest(
  text: string,
  typed: string,
  visit: Visit,
): Promise<SignedIn> {
  const code = parseLinkCode(text);
  const place = code ? await read(linkCodes, [code]) : null;
  const row = place &&
    await read(groupLinks, [place.conversation, place.link]);
  const { noGuests } = await findServerSettings();
  if (!place || !row?.guest || noGuests) refuse("gone");
  const { conversation: id } = place;
  const now = visit.now ?? Date.now();
  const name = parseGuestName(typed, row.guest, await namesIn(id));
  const fresh = newGuest();
  return await change(async (c): Promise<SignedIn> => {
    // Checks: of two who take the last place one runs again and finds none.
    const tip = await c.read(tips, [id]);
    const link = await c.read(groupLinks, [id, row.id]);
    const conversation = await c.peek(conversations, [id]);
    if (!link || !conversation) refuse("gone");
    const maker = await c.peek(members, [id, link.creator]);
    if (!maker || !may(conversation, maker, "invite")) refuse("gone");
    const over = overOf(link, conversation, now);
    if (over) refuse(over);
    const guest = { conversation: id, link: link.id, until: link.expires };
    const user = putGuest(c, fresh, name, guest, now);
    c.put(guestsOf, [id, link.id, user.id], { at: now });
    c.put(groupLinks, [id, link.id], { ...link, used: link.used + 1 });
    letIn(c, conversation, user, tip, now, "guest");
    await appendNote(c, id, user, { what: "joined" }, now);
    return await startSession(c, user, visit);
  }, { queue: logQueue(id) });
}

/** Gives a guest another name. @throws Invalid at `name`; NotFound when they have gone */
export async function changeGuestName(
  user: User,
  typed: string,
): Promise<void> {
  if (!user.guest) throw new NotFound({ key: "error.not_found" });
  const { mark } = partsOf(user.name);
  const others = await namesIn(user.guest.conversation, user.id);
  const name = parseGuestName(typed, mark, others);
  await change((c) => renameGuest(c, user.id, name));
}

/** What those are called who are in it, and their usernames. */
async function namesIn(id: string, without = ""): Promise<string[]> {
  const ids: string[] = [];
  for await (const { key } of list(members, [id], { limit: COMPARED })) {
    if (key[1] !== without) ids.push(key[1]);
  }
  const people = await findUsers(ids);
  return [...people.values()].flatMap(({ name, username, guest }) =>
    guest ? [name, partsOf(name).typed] : [name, username]
  );
}
