/**
 * The nightly work: what is older than a conversation's rule goes, in small
 * writes. Each write counts what it took, so that a night that was broken off
 * goes on, and what it says it removed is what it removed.
 */
import { findServerSettings } from "@/lib/accounts/server_settings.ts";
import { NIGHT_HOUR } from "@/lib/accounts/server_retention.ts";
import { everyConversation, listEntries } from "@/lib/conversations/entries.ts";
import { readConversations } from "@/lib/conversations/find.ts";
import { logQueue } from "@/lib/conversations/log.ts";
import type { Conversation, Entry } from "@/lib/conversations/model.ts";
import { daysKept, nextNight } from "@/lib/conversations/retention_model.ts";
import { listThread } from "@/lib/conversations/thread_log.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { turn } from "@/lib/jobs/turn.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list, readMany } from "@/lib/kv/read.ts";
import { tallies } from "./_keys.ts";
import { nights, removedAt, removedIn } from "./_retention_keys.ts";
import { removeEntries } from "./remove.ts";

const DAY = 86_400_000;
/** Entries looked at together, and the pause after them: others write meanwhile. */
const BATCH = 25;
const PAUSE = 5;
/** How long the log of what was removed is kept, and rows dropped a night. */
const LOGGED = 366 * DAY;
const MOST_OLD = 500;

/** A night begins. */
export interface NightFalls extends Job {
  readonly kind: "night";
  readonly due: number;
}

/** One night's work, from the conversation after that one. */
export interface KeepRules extends Job {
  readonly kind: "keep-rules";
  readonly night: number;
  readonly after?: string;
}

/** Sees to it that there is a next night: at the start of a server, and when its hour changes. */
export async function planNights(now = Date.now()): Promise<void> {
  const { nightHour = NIGHT_HOUR } = await findServerSettings();
  const due = nextNight(now, nightHour);
  await change(async (c) => {
    const known = await c.read(nights, []);
    // It is due, and its job is about to be done; one long overdue never came.
    if (known === due || known !== null && known <= now && now - known < DAY) {
      return;
    }
    plan(c, due, now);
  });
}

function plan(c: Change, due: number, now: number): void {
  c.put(nights, [], due);
  later<NightFalls>(c, { kind: "night", due }, { delay: due - now });
}

/** Does such a job. A night that was planned otherwise meanwhile is none. */
export async function beginNight({ due }: NightFalls): Promise<void> {
  const now = Date.now();
  const { nightHour = NIGHT_HOUR } = await findServerSettings();
  const old: [number, string][] = [];
  const before = { before: due - LOGGED, limit: MOST_OLD };
  for await (const { key } of list(removedAt, [], before)) old.push(key);
  await change(async (c) => {
    if (await c.read(nights, []) !== due) return;
    // The clock was put back since.
    if (due > now) return plan(c, due, now);
    plan(c, nextNight(now, nightHour), now);
    later<KeepRules>(c, { kind: "keep-rules", night: due });
    for (const [night, id] of old) {
      c.drop(removedAt, [night, id]);
      c.drop(removedIn, [id, night]);
    }
  });
}

/** Does such a job. */
export async function keepRules(
  job: KeepRules,
  signal: AbortSignal,
): Promise<void> {
  const isOver = turn(signal);
  const { retention } = await findServerSettings();
  let last = job.after;
  for await (const id of everyConversation(job.after)) {
    const conversation = (await readConversations([id])).get(id);
    const days = conversation && daysKept(conversation.retention, retention);
    if (conversation && days) {
      const rule = { days, cutoff: job.night - days * DAY, night: job.night };
      let after: number | null = 0;
      while (after !== null) {
        if (isOver()) {
          const rest = last === undefined ? {} : { after: last };
          return await change((c) => later<KeepRules>(c, { ...job, ...rest }));
        }
        after = await removeSome(conversation, rule, after);
      }
    }
    last = id;
  }
}

interface Rule {
  readonly days: number;
  /** What was said before this goes. */
  readonly cutoff: number;
  readonly night: number;
}

/** Removes a few of the oldest. @returns after which number to go on; null: the rest is young enough */
async function removeSome(
  conversation: Conversation,
  { days, cutoff, night }: Rule,
  after: number,
): Promise<number | null> {
  const { id } = conversation;
  const isOld = ({ at }: Entry) => at < cutoff;
  const run = (await listEntries(id, { after, limit: BATCH })).filter(isOld);
  if (run.length === 0) return null;
  const roots = run.map(({ seq }) => seq);
  const threads = await readMany(tallies, roots.map((seq) => [id, seq]));
  let seqs: number[] = [];
  // Answers first: with the last of them goes what they answered.
  for (const [i, tally] of threads.entries()) {
    if (tally?.thread) seqs.push(...await oldAnswers(id, roots[i]!, isOld));
  }
  seqs.push(...roots);
  while (seqs.length > 0) {
    seqs = await change(async (c) => {
      const { gone, looked } = await removeEntries(
        c,
        conversation,
        seqs,
        isOld,
      );
      if (gone > 0) {
        const before = await c.read(removedIn, [id, night]);
        const row = { messages: (before?.messages ?? 0) + gone, days };
        c.put(removedIn, [id, night], row);
        c.put(removedAt, [night, id], row);
      }
      return seqs.slice(looked);
    }, { queue: logQueue(id) });
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  return run.at(-1)!.seq;
}

/** Numbers of the answers in a thread that are old enough. */
async function oldAnswers(
  id: string,
  root: number,
  isOld: (entry: Entry) => boolean,
): Promise<number[]> {
  const found: number[] = [];
  for (let after = 0;;) {
    const run = await listThread(id, root, { after, limit: 500 });
    const old = run.filter(isOld);
    found.push(...old.map(({ seq }) => seq));
    if (run.length < 500 || old.length < run.length) return found;
    after = run.at(-1)!.seq;
  }
}
