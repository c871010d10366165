import type { User } from "@/lib/accounts/model.ts";
import { Forbidden } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { appendNote } from "./note.ts";
import { demand } from "./rights.ts";

/**
 * Changes a group's name and description; a line in the log says who changed what.
 * @param words as `parseWords` made them; what is left out stays
 * @throws NotFound; Forbidden for a direct conversation
 */
export async function describeConversation(
  actor: User,
  id: string,
  words: { name?: string; description?: string },
): Promise<void> {
  const now = Date.now();
  await change(async (c) => {
    const { conversation, member } = await findConversation(actor, id, {
      within: c,
    });
    if (conversation.kind === "direct") {
      throw new Forbidden({ key: "conversation.error.direct_has_no_name" });
    }
    demand(conversation, member, "rename");
    const { name = conversation.name, description = conversation.description } =
      words;
    const renamed = name !== conversation.name;
    const described = description !== conversation.description;
    if (!renamed && !described) return;
    c.put(conversations, [id], {
      ...conversation,
      name,
      description,
      ...(described ? { describedBy: actor.id } : {}),
    });
    announce(c, {
      type: "conversation-changed",
      audience: { conversation: id },
      name,
      description,
    });
    if (renamed) {
      const from = conversation.name;
      await appendNote(c, id, actor, { what: "renamed", from, to: name }, now);
    }
    if (described) {
      await appendNote(
        c,
        id,
        actor,
        { what: "described", to: description },
        now,
      );
    }
  }, { queue: logQueue(id) });
}
