/** What a file on a message is, and the rules about it that need no store. */
import type { Attached } from "@/lib/conversations/model.ts";

export type { Attached };

/** Where its bytes are. */
export function filePath(
  { conversation, seq }: { conversation: string; seq: number },
  { file }: Pick<Attached, "file">,
): string {
  return `/conversations/${conversation}/messages/${seq}/files/${file}`;
}

/**
 * The words of a message that is only files: a sign that every language reads,
 * and their names. So whatever shows a message in one line shows this one too.
 */
export function filesText(files: readonly Pick<Attached, "name">[]): string {
  return `📎 ${files.map(({ name }) => name).join(", ")}`;
}

/** What people look for when they look for a file. */
export const FILE_GROUPS = [
  "pictures",
  "films",
  "sounds",
  "documents",
  "other",
] as const;
export type FileGroup = typeof FILE_GROUPS[number];

/** Programs of offices write archives: what those are is said by their names alone. */
const DOCUMENT = /\.(?:pdf|txt|md|csv|rtf|docx?|xlsx?|pptx?|od[tsp]|epub)$/i;

/** Among which it is found. */
export function groupOf(
  { type, name = "" }: { readonly type: string; readonly name?: string },
): FileGroup {
  if (type.startsWith("image/")) return "pictures";
  if (type.startsWith("video/")) return "films";
  if (type.startsWith("audio/")) return "sounds";
  return type === "application/pdf" || type === "text/plain" ||
      DOCUMENT.test(name)
    ? "documents"
    : "other";
}
