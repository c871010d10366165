import type { FreshContext } from "fresh";
import { findFileLimits } from "@/lib/accounts/file_limits.ts";
import { refusedOf } from "@/components/controls/Refused.ts";
import { findNamedConversation } from "@/lib/conversations/find.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { findUnsent } from "@/lib/conversations/unsent.ts";
import { findUploads } from "@/lib/files/upload.ts";
import type { Refusal } from "@/lib/http/attempt.ts";
import { findQuote } from "@/lib/messages/find.ts";
import { demandFiles } from "@/lib/messages/send_files.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Everything the page to send files on shows, with the form as it was refused. */
export async function viewFilesForm(
  { state, params, url }: FreshContext<SignedInState>,
  refusal: Refusal | null,
) {
  const { user, reader } = state;
  const conversation = await findNamedConversation(user, params.conversation!);
  await demandFiles(user, conversation.id);
  const { megabytes, most } = await findFileLimits();
  state.title = reader.t("file.new.title");
  state.current = conversation.id;
  state.sheets = ["hung"];
  const kept = refusal?.kept ?? Object.fromEntries(url.searchParams);
  // What was being written goes along.
  const unsent = refusal || kept.thread
    ? null
    : await findUnsent(user, conversation.id);
  return {
    conversation,
    limit: megabytes,
    most,
    clientId: kept.client_id || newId(),
    kept: {
      ...(unsent
        ? {
          text: unsent.text,
          unsent: unsent.clientId,
          ...(unsent.reply === undefined
            ? {}
            : { reply_to: String(unsent.reply) }),
        }
        : {}),
      ...kept,
    } as Readonly<Record<string, string>>,
    arrived: await findUploads(user, refusal?.keptAll.files ?? []),
    quote: await findQuote(
      user,
      conversation.id,
      numberOf(kept.reply_to ?? String(unsent?.reply ?? "")),
    ),
    ...refusedOf(reader, refusal),
  };
}
