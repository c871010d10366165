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
