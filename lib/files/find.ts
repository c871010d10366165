/** Questions about files, always asked on behalf of somebody. */
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { isOver } from "@/lib/conversations/log_model.ts";
import { demandReadable } from "@/lib/conversations/rights.ts";
import { NotFound } from "@/lib/errors.ts";
import { read } from "@/lib/kv/read.ts";
import { files, type StoredFile } from "./_keys.ts";
import type { FilePlace } from "./attach.ts";

export type { StoredFile };

/**
 * A file of a message this person may read.
 * @throws NotFound for strangers, for what was sent before their history begins,
 * and for what there is not: all look alike
 */
export async function findFile(
  user: User,
  { conversation, seq, file }: FilePlace,
): Promise<StoredFile> {
  const { member } = await findConversation(user, conversation);
  demandReadable(member, seq);
  const found = await read(files, [conversation, seq, file]);
  if (!found || isOver(found, Date.now())) {
    throw new NotFound({ key: "error.not_found" });
  }
  return found;
}
