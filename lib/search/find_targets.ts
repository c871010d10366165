import type { User } from "@/lib/accounts/model.ts";
import {
  findConversation,
  listMemberships,
  titleConversation,
} from "@/lib/conversations/find.ts";
import type { TitledConversation } from "@/lib/conversations/model.ts";
import { may } from "@/lib/conversations/rights_model.ts";
import { listSight } from "@/lib/conversations/sight.ts";
import { NotFound } from "@/lib/errors.ts";
import { answersTo } from "./_wanted.ts";

/** So many to choose from at once. */
const MOST = 20;

/** Where somebody may write, the liveliest first; of a name, if words of one are given. */
export async function findTargets(
  user: User,
  words: string,
): Promise<TitledConversation[]> {
  const found: TitledConversation[] = [];
  for (const id of await listPlaces(user)) {
    if (found.length === MOST) break;
    const titled = await findOpen(user, id);
    if (!titled) continue;
    if (words.trim() === "" || answersTo(titled.title, words)) {
      found.push(titled);
    }
  }
  return found;
}

/** Where nothing was said yet stands at the end. */
async function listPlaces(user: User): Promise<Iterable<string>> {
  const [sights, memberships] = await Promise.all([
    listSight(user),
    listMemberships(user.id),
  ]);
  return new Set([
    ...sights.map(({ id }) => id),
    ...memberships.map(({ conversation }) => conversation),
  ]);
}

async function findOpen(
  user: User,
  id: string,
): Promise<TitledConversation | null> {
  try {
    const { conversation, member } = await findConversation(user, id);
    if (!may(conversation, member, "post")) return null;
    const titled = await titleConversation(user, conversation);
    return titled.closed ? null : titled;
  } catch (error) {
    // Removed in this moment.
    if (error instanceof NotFound) return null;
    throw error;
  }
}
