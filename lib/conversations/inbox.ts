/**
 * The inbox: everything somebody is in, newest activity first. Nothing is
 * written per member when a message is sent; order and unread counts come from
 * the tips at the time of asking (decision 0006).
 */
import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { list, readMany } from "@/lib/kv/read.ts";
import {
  conversations,
  entries,
  memberships,
  readings,
  tips,
} from "./_keys.ts";
import { readTips } from "./_recent_tips.ts";
import { findConversation, titleConversation } from "./find.ts";
import { listUnsentLines } from "./unsent.ts";
import type { Conversation, InboxRow, Note, Tip } from "./model.ts";
import { read } from "@/lib/kv/read.ts";

/** Rows on the first screen; the rest come page by page. */
export const INBOX_PAGE = 30;

/** Rows beside a page that is about something else: as many as a screen shows. */
export const INBOX_BESIDE = 15;
/** The same where no script has been seen: a slow line and an old telephone, most likely. */
export const INBOX_BRIEF = 4;

/** One page of an inbox. */
export interface Inbox {
  readonly rows: readonly InboxRow[];
  /** Where the next page starts, or null at the end. */
  readonly next: number | null;
  /** How many conversations hold something unread. */
  readonly unread: number;
}

interface Candidate {
  readonly id: string;
  readonly since: number;
  readonly tip: Tip | null;
  readonly read: number;
}

/** Lists somebody's inbox from the given position on. */
export async function listInbox(
  user: User,
  from = 0,
  limit = INBOX_PAGE,
): Promise<Inbox> {
  const ids: string[] = [];
  const since: number[] = [];
  for await (const { key, value } of list(memberships, [user.id])) {
    ids.push(key[1]);
    since.push(value.since);
  }
  const [ends, read] = await Promise.all([
    readTips(ids),
    readingsOf(user),
  ]);
  const candidates = ids.map((id, i): Candidate => ({
    id,
    since: since[i] ?? 0,
    tip: ends[i] ?? null,
    read: read.get(id) ?? 0,
  }));
  candidates.sort((a, b) => activityOf(b) - activityOf(a));
  const page = candidates.slice(from, from + limit);
  return {
    rows: await rowsOf(user, page),
    next: from + limit < candidates.length ? from + limit : null,
    unread: candidates.filter((one) => unreadOf(one) > 0).length,
  };
}

/** One row, for a conversation that came in while the page was open. @throws NotFound */
export async function findInboxRow(user: User, id: string): Promise<InboxRow> {
  const { member } = await findConversation(user, id);
  const [tip, reading] = await Promise.all([
    read(tips, [id]),
    read(readings, [user.id, id]),
  ]);
  const [row] = await rowsOf(user, [{
    id,
    since: member.since,
    tip,
    read: reading?.seq ?? 0,
  }]);
  return row!;
}

/** How far somebody has read everywhere: one range instead of a read for each. */
async function readingsOf(user: User): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const { key, value } of list(readings, [user.id])) {
    found.set(key[1], value.seq);
  }
  return found;
}

async function rowsOf(
  user: User,
  page: readonly Candidate[],
): Promise<InboxRow[]> {
  const [facts, authors, notes, unsent] = await Promise.all([
    readMany(conversations, page.map(({ id }) => [id])),
    findProfiles(page.flatMap(({ tip }) => tip?.author ? [tip.author] : [])),
    notesOf(page),
    listUnsentLines(user),
  ]);
  const rows = page.map(async (one, i): Promise<InboxRow | null> => {
    const conversation: Conversation | null | undefined = facts[i];
    if (!conversation) return null;
    const note = notes.get(one.id);
    return {
      conversation: await titleConversation(user, conversation),
      seq: one.tip?.seq ?? 0,
      at: activityOf(one),
      preview: one.tip?.preview ?? "",
      ...(note ? { note } : {}),
      author: one.tip?.author
        ? authors.get(one.tip.author) ?? formerProfile(one.tip.author)
        : null,
      mine: one.tip?.author === user.id,
      deleted: one.tip?.kind === "deleted",
      unread: unreadOf(one),
      unsent: unsent.get(one.id),
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
    noted.map(({ id, tip }) => [id, tip?.seq ?? 0]),
  );
  return new Map(
    rows.flatMap((row) =>
      row && "note" in row.body ? [[row.conversation, row.body.note]] : []
    ),
  );
}

function activityOf({ tip, since }: Candidate): number {
  return tip?.at ?? since;
}

function unreadOf({ tip, read }: Candidate): number {
  return Math.max(0, (tip?.seq ?? 0) - read);
}
