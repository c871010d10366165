/** Sends files, with or without words. */
import { findFileLimits } from "@/lib/accounts/file_limits.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { demand } from "@/lib/conversations/rights.ts";
import { Invalid } from "@/lib/errors.ts";
import { demandUploads, dropUpload } from "@/lib/files/upload.ts";
import { readEntries } from "@/lib/conversations/entries.ts";
import { read } from "@/lib/kv/read.ts";
import { clientIds } from "./_keys.ts";
import { checkClientId, parseDraft } from "./draft.ts";
import { findMessage } from "./find.ts";
import type { ShownMessage } from "./model.ts";
import { sendMessage } from "./send.ts";

/** The form as it was sent. */
export interface FilesForm {
  readonly text: string;
  readonly clientId: string;
  readonly replyTo?: string;
  readonly thread?: string;
  readonly unsent?: string;
  /** Ids of uploads. */
  readonly ids: readonly string[];
}

/** May this person send files there? Asked before any byte is taken. @throws NotFound; Forbidden */
export async function demandFiles(
  sender: User,
  conversation: string,
): Promise<void> {
  const { member, ...place } = await findConversation(sender, conversation);
  demand(place.conversation, member, "post");
}

/**
 * Sends what has arrived. Again under the same client id it is one message.
 * What is refused keeps its files for an hour.
 * @throws Invalid at `files` or `text`; NotFound for strangers; Forbidden
 */
export async function sendFiles(
  sender: User,
  conversation: string,
  form: FilesForm,
): Promise<ShownMessage> {
  const before = await sentBefore(sender, conversation, form);
  if (before) return before;
  const files = await demandUploads(sender, form.ids);
  if (files.length === 0) {
    throw new Invalid({ files: { key: "file.error.none" } });
  }
  const { most } = await findFileLimits();
  if (files.length > most) {
    throw new Invalid({
      files: { key: "file.error.many", values: { limit: most } },
    });
  }
  const draft = parseDraft({ ...form, files }, conversation);
  const message = await sendMessage(sender, draft);
  const hung = new Set(message.files?.map(({ file }) => file));
  // The same form sent twice: the message is there, and these bytes are nobody's.
  for (const { id } of files) if (!hung.has(id)) await dropUpload(sender, id);
  return message;
}

/** A form that came twice: what it brought hangs on its message already. */
async function sentBefore(
  sender: User,
  conversation: string,
  { clientId, ids }: FilesForm,
): Promise<ShownMessage | null> {
  if (ids.length === 0) return null;
  checkClientId(clientId);
  const key = [conversation, sender.id, clientId] as const;
  const sent = await read(clientIds, key);
  if (!sent) return null;
  const [entry] = await readEntries(conversation, [sent.seq]);
  const files = entry && "text" in entry.body ? entry.body.files ?? [] : [];
  const same = new Set(files.map(({ file }) => file));
  return same.size === ids.length && ids.every((id) => same.has(id))
    ? await findMessage(sender, conversation, sent.seq)
    : null;
}
