/** Sends a file one keeps, without sending its bytes again. */
import type { User } from "@/lib/accounts/model.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { NotFound } from "@/lib/errors.ts";
import { findOwn } from "@/lib/files/drive.ts";
import { digestOf } from "@/lib/files/keep.ts";
import { parseDraft } from "./draft.ts";
import type { ShownMessage } from "./model.ts";
import { sendMessage } from "./send.ts";

/**
 * The message refers to the same bytes by a reference of its own: it keeps them
 * when the person throws theirs away. Again under the same client id it is one message.
 * @throws NotFound for others' files and conversations; Forbidden without the right to write
 */
export async function shareFile(
  user: User,
  file: string,
  to: { conversation: string; clientId: string; words: string },
): Promise<ShownMessage> {
  const { binned, blob, name, type, size } = await findOwn(user, file);
  if (binned !== undefined) throw new NotFound({ key: "error.not_found" });
  const digest = await digestOf(blob);
  const one = { id: newId(), blob, name, type, size, digest };
  const { clientId, words: text } = to;
  const draft = parseDraft({ text, clientId, files: [one] }, to.conversation);
  return await sendMessage(user, { ...draft, shared: true }, async (c) => {
    // Thrown away in this moment, it is not sent.
    await findOwn(user, file, c);
  });
}
