/**
 * The inbox: everything somebody is in, newest activity first. Nothing is
 * written per member when a message is sent; order and unread counts come from
 * the tips at the time of asking (decision 0006).
 */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isBlocked } from "@/lib/accounts/between_model.ts";
import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { read, readMany } from "@/lib/kv/read.ts";
import {
  activityOf,
  type Candidate,
  gatherCandidates,
  isArchived,
  isMuted,
  isWaiting,
  unreadOf,
  withMentions,
} from "./_candidates.ts";
import { withSilent } from "./_silent.ts";
import { readRules } from "./_folder_rules.ts";
import {
  arrangements,
  chosens,
  conversations,
  entries,
  readings,
  tips,
} from "./_keys.ts";
import { findConversation, titleConversation } from "./find.ts";
import { isOver, lastOf } from "./log_model.ts";
import type { Conversation, Note } from "./model.ts";
import type { CountedFolder, InboxRow } from "./place_model.ts";
import { listUnsentLines } from "./unsent.ts";

/** Rows on the first screen; the rest come page by page. */
export const INBOX_PAGE = 30;

/** Rows beside a page that is about something else: as many as a screen shows. */
export const INBOX_BESIDE = 15;
/** The same where no script has been seen: a slow line and an old telephone, most likely. */
export const INBOX_BRIEF = 4;

/** Which part of the inbox: what is not put away, unless one of these is asked for. */
export interface InboxView {
  readonly archived?: boolean;
  /** A folder's id; one that is not there holds nothing. */
  readonly folder?: string | undefined;
}

/** One page of an inbox. */
export interface Inbox {
  readonly rows: readonly InboxRow[];
  /** Where the next page starts, or null at the end. */
  readonly next: number | null;
  /** How many conversations hold something unread that asks to be read. */
  readonly unread: number;
  /** How many mentions the person has not seen. */
  readonly mentions: number;
  /** How many are put away. */
  readonly archived: number;
  /** In the person's order. */
  readonly folders: readonly CountedFolder[];
}

/** Lists somebody's inbox from the given position on: what is pinned, then the newest activity. */
export async function listInbox(
  user: User,
  from = 0,
  limit = INBOX_PAGE,
  view: InboxView = {},
): Promise<Inbox> {
  const { candidates, arrangement } = await gatherCandidates(user);
  const now = Date.now();
  const folders = arrangement?.folders ?? [];
  // Who asks for no rows asks for the number alone.
  const holds = await readRules(limit > 0 ? folders : [], candidates);
  const folder = folders.find(({ id }) => id === view.folder);
  const [here, away] = [false, true].map((is) =>
    candidates.filter((one) => isArchived(one) === is)
  ) as [Candidate[], Candidate[]];
  const shown = view.archived
    ? away
    : view.folder === undefined
    ? here
    : here.filter((one) => folder && holds(folder, one));
  shown.sort((a, b) =>
    a.pin === b.pin ? activityOf(b) - activityOf(a) : a.pin - b.pin
  );
  return {
    rows: await rowsOf(user, shown.slice(from, from + limit)),
    next: from + limit < shown.length ? from + limit : null,
    unread: here.filter((one) => isWaiting(one, now)).length,
    mentions: here.reduce((sum, one) => sum + (one.mentions ?? 0), 0),
    archived: away.length,
    folders: folders.map((one) => ({
      id: one.id,
      name: one.name,
      unread:
        here.filter((each) => unreadOf(each) > 0 && holds(one, each)).length,
    })),
  };
}

/**
 * One row, for a conversation that came in while the page was open.
 * @returns null when this part of the inbox does not show it
 * @throws NotFound
 */
export async function findInboxRow(
  user: User,
  id: string,
  view: InboxView = {},
): Promise<InboxRow | null> {
  const { member } = await findConversation(user, id);
  const [tip, reading, chosen, arrangement] = await Promise.all([
    read(tips, [id]),
    read(readings, [user.id, id]),
    read(chosens, [user.id, id]),
    read(arrangements, [user.id]),
  ]);
  const pin = arrangement?.pinned.indexOf(id) ?? -1;
  const row: Candidate = {
    id,
    since: member.since,
    tip,
    read: reading,
    chosen,
    pin: pin < 0 ? Infinity : pin,
  };
  const heard = await withMentions(user.id, [row]);
  const one = (await withSilent(user.id, heard))[0]!;
  if (isArchived(one) !== (view.archived ?? false)) return null;
  if (view.folder !== undefined) {
    const folder = arrangement?.folders.find((it) => it.id === view.folder);
    const holds = await readRules(folder ? [folder] : [], [one]);
    if (!folder || !holds(folder, one)) return null;
  }
  return (await rowsOf(user, [one]))[0]!;
}

async function rowsOf(
  user: User,
  page: readonly Candidate[],
): Promise<InboxRow[]> {
  const [facts, authors, notes, unsent, between] = await Promise.all([
    readMany(conversations, page.map(({ id }) => [id])),
    findProfiles(page.flatMap(({ tip }) => tip?.author ? [tip.author] : [])),
    notesOf(page),
    listUnsentLines(user),
    findBetweens(user.id),
  ]);
  const now = Date.now();
  const rows = page.map(async (one, i): Promise<InboxRow | null> => {
    const conversation: Conversation | null | undefined = facts[i];
    if (!conversation) return null;
    const note = notes.get(one.id);
    const over = one.tip !== null && isOver(one.tip, now);
    return {
      conversation: await titleConversation(user, conversation),
      seq: lastOf(one.tip),
      at: activityOf(one),
      preview: over ? "" : one.tip?.preview ?? "",
      ...(note ? { note } : {}),
      author: one.tip?.author
        ? authors.get(one.tip.author) ?? formerProfile(one.tip.author)
        : null,
      mine: one.tip?.author === user.id,
      deleted: over || one.tip?.kind === "deleted",
      ...(one.tip?.kind === "text" && isBlocked(between, one.tip.author)
        ? { hidden: true }
        : {}),
      unread: unreadOf(one),
      ...(one.mentions ? { mentions: one.mentions } : {}),
      unsent: unsent.get(one.id),
      ...(one.pin < Infinity ? { pinned: true } : {}),
      ...(isMuted(one) ? { muted: true } : {}),
    };
  });
  return (await Promise.all(rows)).filter((row) => row !== null);
}

/** Notes are facts, worded for each reader, so a tip cannot carry their text. */
async function notesOf(
  page: readonly Candidate[],
): Promise<Map<string, Note>> {
  const noted = page.filter(({ tip }) => tip?.kind === "note");
  const rows = await readMany(
    entries,
    noted.map(({ id, tip }) => [id, lastOf(tip)]),
  );
  return new Map(
    rows.flatMap((row) =>
      row && "note" in row.body ? [[row.conversation, row.body.note]] : []
    ),
  );
}
