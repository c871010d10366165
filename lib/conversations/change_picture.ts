import {
  faultPhrase,
  type PictureWish,
} from "@/lib/accounts/change_profile.ts";
import { putPicture, storePicture } from "@/lib/accounts/picture.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Forbidden, Invalid } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { announce } from "@/lib/live/announce.ts";
import { conversations } from "./_keys.ts";
import { findConversation } from "./find.ts";
import { logQueue } from "./log.ts";
import { appendNote } from "./note.ts";
import { demand } from "./rights.ts";

/**
 * Gives a group a picture, or takes it away; a line in the log says who did. It
 * is stored as people's are, under the id of the group.
 * @throws NotFound; Forbidden; Invalid at `picture`
 */
export async function changePicture(
  actor: User,
  id: string,
  wish: PictureWish,
): Promise<void> {
  const place = await findConversation(actor, id);
  refuse(place);
  if (wish.what === "refuse") {
    throw new Invalid({ picture: faultPhrase(wish.fault) });
  }
  if (wish.what === "keep") {
    throw new Invalid({ picture: { key: "conversation.picture.none" } });
  }
  const stored = wish.what === "replace"
    ? await storePicture(id, wish.shapes)
    : null;
  const now = Date.now();
  await change(async (c) => {
    const there = await findConversation(actor, id, { within: c });
    refuse(there);
    const { picture: before, ...rest } = there.conversation;
    if (!stored && !before) return;
    await putPicture(c, id, stored);
    c.put(conversations, [id], {
      ...rest,
      ...(stored ? { picture: stored.version } : {}),
    });
    const { name, description } = rest;
    announce(c, {
      type: "conversation-changed",
      audience: { conversation: id },
      name,
      description,
    });
    const to = stored ? "picture" : "picture_off";
    await appendNote(c, id, actor, { what: "set", to }, now);
  }, { queue: logQueue(id) });
}

/** @throws Forbidden */
function refuse(
  { conversation, member }: Awaited<ReturnType<typeof findConversation>>,
): void {
  if (conversation.kind === "direct") {
    throw new Forbidden({ key: "conversation.error.direct_has_no_name" });
  }
  demand(conversation, member, "rename");
}
