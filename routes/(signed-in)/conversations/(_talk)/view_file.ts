import type { FreshContext } from "fresh";
import type { ShownFile } from "@/components/files/FilePage.tsx";
import { placeOf } from "@/components/messages/Quoted.tsx";
import { nameOf } from "@/components/people/Named.ts";
import { findFile } from "@/lib/files/find.ts";
import { lookInto } from "@/lib/files/look.ts";
import { lookOf, lookPath } from "@/lib/files/look_model.ts";
import { filePath } from "@/lib/files/model.ts";
import { findMessage } from "@/lib/messages/find.ts";
import { highlightFile } from "@/lib/messages/highlight_file.ts";
import { voiceFileName } from "@/lib/messages/voice_model.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** Everything the page of a file shows. */
export async function viewFile(
  { state, params }: FreshContext<SignedInState>,
): Promise<ShownFile> {
  const { user, reader } = state;
  const { conversation = "", file = "" } = params;
  const seq = seqOf(params);
  const [stored, message] = await Promise.all([
    findFile(user, { conversation, seq, file }),
    findMessage(user, conversation, seq),
  ]);
  const { type, size, at } = stored;
  const name = stored.name ?? voiceFileName(seq, type);
  const files = message.files ?? [];
  const index = files.findIndex((one) => one.file === file);
  const beside = (by: number) => {
    const other = index < 0 ? undefined : files[index + by];
    return other && lookPath(filePath(message, other));
  };
  const seen = await lookInto(stored);
  const html = seen.text ? highlightFile(name, seen.text.words) : null;
  state.title = name;
  state.current = conversation;
  state.looks = true;
  state.sheets = ["look", ...(html ? ["code"] : [])];
  return {
    name,
    size,
    look: lookOf(type),
    path: filePath(message, { file }),
    place: placeOf(message),
    by: nameOf(message.author.name, reader.t),
    at,
    ...seen,
    html,
    nth: index + 1,
    count: files.length,
    previous: beside(-1),
    next: beside(1),
  };
}
