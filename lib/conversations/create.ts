import type { User } from "@/lib/accounts/model.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { conversations, directs } from "./_keys.ts";
import { putConversation } from "./_store.ts";
import { admit, BATCH } from "./add_members.ts";
import { listApart, readBetween } from "@/lib/accounts/between.ts";
import { isApart } from "@/lib/accounts/between_model.ts";
import { listLeaving } from "@/lib/accounts/leaving.ts";
import { admitLater, type AdmitMembers, admitMembers } from "./admission.ts";
import {
  type ConversationDraft,
  leavingAlready,
  unknownHere,
} from "./draft.ts";
import { logQueue } from "./log.ts";
import type { Conversation } from "./model.ts";
import { newId } from "./new_id.ts";
import { appendNote } from "./note.ts";

/**
 * Makes a conversation with its maker as owner. Two people have one direct
 * conversation: asking again answers the one there is.
 * A group too large for one atomic write fills up batch by batch; each batch
 * stands in the log as its own line, so nobody is in it unrecorded, and is left
 * as a job too, so that a crash leaves nobody out.
 */
export async function createConversation(
  maker: User,
  draft: ConversationDraft,
): Promise<Conversation> {
  const id = newId();
  const now = Date.now();
  const [first, rest] = [
    draft.members.slice(0, BATCH),
    draft.members.slice(BATCH),
  ];
  let waiting: AdmitMembers[] = [];
  const made = await change(async (c): Promise<Conversation> => {
    const pair = draft.kind === "direct" ? pairOf(maker, draft.members) : null;
    if (pair) {
      const [other] = first;
      // A check, so that a block made at this moment is met.
      if (isApart(await readBetween(c, maker.id, other!.id))) {
        throw unknownHere([other!.username]);
      }
      const there = await c.read(directs, [...pair]);
      const existing = there && await c.peek(conversations, [there]);
      if (existing) return existing;
    }
    const leaving = await listLeaving(c, first.map((user) => user.id));
    if (pair && leaving.size > 0) throw leavingAlready(first);
    const apart = await listApart(c, maker.id, first.map(({ id }) => id));
    const here = first.filter(({ id }) => !leaving.has(id) && !apart.has(id));
    const conversation: Conversation = {
      id,
      kind: draft.kind,
      encryption: "server",
      name: draft.kind === "group" ? draft.name : "",
      description: draft.kind === "group" ? draft.description : "",
      ...(draft.description ? { describedBy: maker.id } : {}),
      created: now,
      creator: maker.id,
      memberCount: 1 + here.length,
      ...(pair ? { pair } : {}),
    };
    putConversation(c, conversation);
    admit(c, id, [{ user: maker.id, role: "owner", since: now }], { seq: 0 });
    admit(
      c,
      id,
      here.map((user) => ({ user: user.id, role: "member", since: now })),
      { seq: 0 },
    );
    waiting = admitLater(c, maker, id, rest);
    if (draft.kind === "group") {
      await appendNote(c, id, maker, { what: "created" }, now);
    }
    return conversation;
  }, { queue: logQueue(id) });
  if (made.id !== id || rest.length === 0) return made;
  for (const batch of waiting) await admitMembers(batch);
  return await read(conversations, [id]) ?? made;
}

function pairOf(
  maker: User,
  members: readonly User[],
): readonly [string, string] {
  const [a, b] = [maker.id, members[0]!.id].sort();
  return [a!, b!];
}
