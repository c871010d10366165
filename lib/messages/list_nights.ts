/** What rules of retention have removed, for those who may know. */
import { mayAdminister, type User } from "@/lib/accounts/model.ts";
import {
  findConversation,
  readConversations,
} from "@/lib/conversations/find.ts";
import { Forbidden } from "@/lib/errors.ts";
import { list } from "@/lib/kv/read.ts";
import { type NightRow, removedAt, removedIn } from "./_retention_keys.ts";

/** Nights, or conversations of them, on one page. */
const SHOWN = 60;

/** What went in one night. */
export interface Night extends NightRow {
  readonly night: number;
}

/** The last nights in which something went, newest first. @throws NotFound; Forbidden for all but owners */
export async function listNights(user: User, id: string): Promise<Night[]> {
  const { member } = await findConversation(user, id);
  if (member.role !== "owner") {
    throw new Forbidden({ key: "retention.rule.owner" });
  }
  const found: Night[] = [];
  const last = { reverse: true, limit: SHOWN };
  for await (const { key, value } of list(removedIn, [id], last)) {
    found.push({ ...value, night: key[1] });
  }
  return found;
}

/** The same of one conversation among all. */
export interface NightOf extends Night {
  readonly conversation: string;
  /** Empty for a direct conversation, and for one that has ended. */
  readonly name: string;
}

/** The same of the whole server. @throws Forbidden for all but administrators */
export async function listEveryNight(asker: User): Promise<NightOf[]> {
  if (!mayAdminister(asker)) throw new Forbidden({ key: "error.forbidden" });
  const rows: (Night & { conversation: string })[] = [];
  const last = { reverse: true, limit: SHOWN };
  for await (const { key, value } of list(removedAt, [], last)) {
    rows.push({ ...value, night: key[0], conversation: key[1] });
  }
  const known = await readConversations(rows.map((row) => row.conversation));
  return rows.map((row) => ({
    ...row,
    name: known.get(row.conversation)?.name ?? "",
  }));
}
