/**
 * Erases what somebody wrote whose account has ended, in every conversation
 * they ever wrote in: texts and earlier texts, and in the notes of others their
 * name. The numbers stay, so that no log has a gap; open pages and streams that
 * come back follow as they do when somebody deletes a message.
 *
 * What is still to be done is what is found: a client id stands for a message
 * that was not looked at yet, and goes with its text.
 */
import type { AccountEnded } from "@/lib/accounts/erase_account.ts";
import { findProfile } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import {
  entries,
  everyConversation,
  notesOf,
} from "@/lib/conversations/entries.ts";
import { alterEntry, logQueue, previousOf } from "@/lib/conversations/log.ts";
import type { Entry } from "@/lib/conversations/model.ts";
import { emptied } from "@/lib/conversations/log_model.ts";
import { peekEntry } from "@/lib/conversations/thread_log.ts";
import { later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { announce } from "@/lib/live/announce.ts";
import { clientIds, versions } from "./_keys.ts";
import type { Tally } from "./model.ts";
import { eraseOwnRows } from "./erase_own_rows.ts";
import { eraseFromNote } from "./erase_from_note.ts";
import { eraseReports } from "./erase_reports.ts";
import { eraseReactions } from "./erase_reactions.ts";
import { eraseVotes } from "./erase_votes.ts";
import { showWhole } from "./show.ts";
import { forgetHung } from "./sweep_deleted.ts";

/** Messages looked at, and rows written, by one write. */
const BATCH = 25;
const MOST_ROWS = 400;

/** Does such a job. */
export async function eraseMessages(
  job: AccountEnded,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  const { user, after } = job;
  let last = after;
  const goOn = () =>
    change((c) =>
      later<AccountEnded>(c, { ...job, ...(last ? { after: last } : {}) })
    );
  for await (const id of everyConversation(after)) {
    while (await eraseSome(user, id)) if (isOver()) return await goOn();
    await eraseReactions(user, id);
    await eraseVotes(user, id);
    last = id;
    if (isOver()) return await goOn();
  }
  await eraseOwnRows(user);
  await eraseReports(user);
  for await (const { key, value } of list(notesOf, [user])) {
    if (isOver()) return await goOn();
    const [, conversation, seq] = key;
    await change(async (c) => {
      c.drop(notesOf, key);
      // A check as long as it is there: whoever alters an entry writes the tip.
      const entry = await c.peek(entries, [conversation, seq]);
      const note = entry && eraseFromNote(entry, value);
      if (note) await put(c, note, Date.now());
    }, { queue: logQueue(conversation) });
  }
}

/** Some messages of one conversation. @returns whether there may be more */
async function eraseSome(user: string, id: string): Promise<boolean> {
  const now = Date.now();
  return await change(async (c) => {
    let [looked, rows] = [0, 0];
    const sent = c.list(clientIds, [id, user], { limit: BATCH });
    for await (const { key, value } of sent) {
      if (rows > MOST_ROWS) return true;
      looked++;
      c.drop(clientIds, key);
      // Whoever alters an entry writes the tip, which is checked below.
      const entry = await peekEntry(c, id, value.seq);
      if (!entry || entry.author !== user || entry.kind !== "text") continue;
      const { versions: earlier = 0 } = entry;
      for (let n = 0; n < earlier; n++) c.drop(versions, [id, value.seq, n]);
      rows += 4 + earlier;
      // Most have nothing on them, and a job for each would be far more work than the erasing.
      const left = await forgetHung(c, id, value.seq);
      await put(c, emptied(entry), now, left);
    }
    return looked === BATCH;
  }, { queue: logQueue(id) });
}

/** Puts an entry as it is now, and tells whoever has it on screen. */
async function put(
  c: Change,
  entry: Entry,
  at: number,
  left: Tally = {},
): Promise<void> {
  await alterEntry(c, entry, at, "");
  const { conversation, author } = entry;
  const profile = await findProfile(author) ?? formerProfile(author);
  const message = await showWhole(
    { id: conversation, encryption: "server" },
    entry,
    profile,
    await previousOf(c, entry),
    left,
  );
  announce(c, { type: "message-changed", audience: { conversation }, message });
}
