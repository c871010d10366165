/** Conversations that stay on top, in an order of the person's own. */
import type { User } from "@/lib/accounts/model.ts";
import { Conflict } from "@/lib/errors.ts";
import type { Change } from "@/lib/kv/change.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { arrangements, memberships } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { type Arrangement, PIN_LIMIT } from "./place_model.ts";

const NOTHING: Arrangement = { pinned: [], folders: [] };

/** The person's arrangement, as a check: whoever writes it at the same time comes after. */
export async function readArrangement(
  c: Change,
  user: User,
): Promise<Arrangement> {
  return await c.read(arrangements, [user.id]) ?? NOTHING;
}

/** Puts it, and lets the person's other screens know. */
export function putArrangement(c: Change, user: User, next: Arrangement): void {
  c.put(arrangements, [user.id], next);
  announce(c, { type: "place-changed", audience: { user: user.id } });
}

/** Keeps a conversation on top, below those that are there. @throws NotFound; Conflict when there are too many */
export async function pinConversation(user: User, id: string): Promise<void> {
  await change(async (c) => {
    await findConversation(user, id);
    const arrangement = await readArrangement(c, user);
    if (arrangement.pinned.includes(id)) return;
    const pinned = await stillThere(c, user, arrangement.pinned);
    if (pinned.length >= PIN_LIMIT) {
      throw new Conflict({
        key: "inbox.place.error.pins",
        values: { limit: PIN_LIMIT },
      });
    }
    putArrangement(c, user, { ...arrangement, pinned: [...pinned, id] });
  });
}

/** Lets it stand where its last message puts it. */
export async function unpinConversation(user: User, id: string): Promise<void> {
  await change(async (c) => {
    const arrangement = await readArrangement(c, user);
    if (!arrangement.pinned.includes(id)) return;
    const pinned = arrangement.pinned.filter((one) => one !== id);
    putArrangement(c, user, { ...arrangement, pinned });
  });
}

/** Where a pinned conversation goes: one step, or before another ("" is the end). */
export type Move = "up" | "down" | { readonly before: string };

/**
 * Moves a pinned conversation. A move says what it means, not the whole order:
 * two devices that move at once end with one order that has both.
 */
export async function movePin(
  user: User,
  id: string,
  move: Move,
): Promise<void> {
  await change(async (c) => {
    const arrangement = await readArrangement(c, user);
    const pinned = await stillThere(c, user, arrangement.pinned);
    const next = moved(pinned, id, move);
    if (next.join() === arrangement.pinned.join()) return;
    putArrangement(c, user, { ...arrangement, pinned: next });
  });
}

/** The same list with one thing elsewhere; what is not in it moves nothing. */
export function moved(
  list: readonly string[],
  id: string,
  move: Move,
): readonly string[] {
  const at = list.indexOf(id);
  if (at < 0) return list;
  const others = list.filter((one) => one !== id);
  const to = move === "up"
    ? Math.max(0, at - 1)
    : move === "down"
    ? at + 1
    : move.before === ""
    ? others.length
    : others.indexOf(move.before);
  return to < 0 ? list : others.toSpliced(to, 0, id);
}

/** Whoever left a conversation has no place to order in it. */
async function stillThere(
  c: Change,
  user: User,
  ids: readonly string[],
): Promise<string[]> {
  // Peeked: the list shows only what one is in, so a leaver's pin is seen by nobody.
  const rows = await c.peekMany(
    memberships,
    ids.map((id): [string, string] => [user.id, id]),
  );
  return ids.filter((_, i) => rows[i]);
}
