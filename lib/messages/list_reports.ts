/** The queue of reports: administrators see all, who moderates a group those of it. */
import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import { mayAdminister, type User } from "@/lib/accounts/model.ts";
import {
  findConversation,
  titleConversation,
} from "@/lib/conversations/find.ts";
import { findMember } from "@/lib/conversations/find_member.ts";
import { demand, may, readableFrom } from "@/lib/conversations/rights.ts";
import { mayRemove } from "@/lib/conversations/rights_model.ts";
import { Forbidden, NotFound } from "@/lib/errors.ts";
import { list, read, readMany } from "@/lib/kv/read.ts";
import { reports, reportsIn } from "./_report_keys.ts";
import {
  isOpen,
  type Report,
  type ShownReport,
  type Step,
} from "./report_model.ts";

/** Reports on one page, and how many of the newest are looked at. */
const LISTED = 50;
const LOOKED_AT = 500;

/** Which reports are asked for. */
export interface Queue {
  /** Those of one group; without it all of the server. */
  readonly conversation?: string;
  /** Those that are done, in place of those that are open. */
  readonly done?: boolean;
}

/** @throws Forbidden, NotFound for whoever does not moderate there */
export async function demandQueue(
  user: User,
  conversationId?: string,
): Promise<void> {
  if (conversationId === undefined) {
    if (mayAdminister(user)) return;
    throw new Forbidden({ key: "error.forbidden" });
  }
  const { conversation, member } = await findConversation(user, conversationId);
  demand(conversation, member, "remove");
}

/**
 * The newest first. Nobody sees those about their own messages: who reported
 * them is not theirs to know.
 * @throws Forbidden, NotFound
 */
export async function listReports(
  user: User,
  queue: Queue,
): Promise<ShownReport[]> {
  await demandQueue(user, queue.conversation);
  const found = await readQueue(queue.conversation);
  const asked = found.filter((one) =>
    one.author !== user.id && isOpen(one) !== (queue.done ?? false)
  ).slice(0, LISTED);
  return await Promise.all(asked.map((one) => showReport(user, one)));
}

/** How many of them are open. */
export async function countOpen(user: User): Promise<number> {
  const found = await readQueue();
  return found.filter((one) => one.author !== user.id && isOpen(one)).length;
}

async function readQueue(conversation?: string): Promise<Report[]> {
  const newest = { limit: LOOKED_AT, reverse: true };
  if (conversation === undefined) {
    const all: Report[] = [];
    for await (const { value } of list(reports, [], newest)) all.push(value);
    return all;
  }
  const ids: [string][] = [];
  for await (const { key } of list(reportsIn, [conversation], newest)) {
    ids.push([key[1]]);
  }
  return (await readMany(reports, ids)).filter((one) => one !== null);
}

/** One report in a queue. @throws NotFound where it is not in it; Forbidden */
export async function findReport(
  user: User,
  id: string,
  conversation?: string,
): Promise<Report> {
  await demandQueue(user, conversation);
  const report = await read(reports, [id]);
  if (
    !report || report.author === user.id ||
    conversation !== undefined && report.conversation !== conversation
  ) throw new NotFound({ key: "error.not_found" });
  return report;
}

async function showReport(user: User, report: Report): Promise<ShownReport> {
  const { author, reporter, done } = report;
  const profiles = await findProfiles([
    author,
    reporter,
    ...done.map(({ by }) => by),
  ]);
  const profile = (id: string) => profiles.get(id) ?? formerProfile(id);
  return {
    report,
    author: profile(author),
    reporter: profile(reporter),
    names: new Map([...profiles].map(([id, { name }]) => [id, name])),
    ...await placeOf(user, report),
  };
}

/** The context, and what may be done there, as far as this person is in it. */
async function placeOf(
  user: User,
  { conversation: id, seq, author }: Report,
): Promise<Pick<ShownReport, "place" | "may">> {
  try {
    const { conversation, member } = await findConversation(user, id);
    const { title } = await titleConversation(user, conversation);
    const steps: Step[] = may(conversation, member, "delete")
      ? ["deleted"]
      : [];
    const other = await findMember(user, id, author).catch(nobodyIfGone);
    const gone = { user: author, role: other?.role ?? "owner" };
    if (other && mayRemove(conversation, member, gone)) steps.push("removed");
    return {
      place: seq >= readableFrom(member) ? { title } : null,
      may: steps,
    };
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    return { place: null, may: [] };
  }
}

/** Whoever is there no more is nobody; any other problem stays one. */
function nobodyIfGone(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}
