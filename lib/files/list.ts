/** The files of a conversation, newest first. */
import { findBetweens } from "@/lib/accounts/between.ts";
import { isBlocked } from "@/lib/accounts/between_model.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findConversation } from "@/lib/conversations/find.ts";
import { isOver } from "@/lib/conversations/log_model.ts";
import { readableFrom } from "@/lib/conversations/rights.ts";
import { list } from "@/lib/kv/read.ts";
import { files, type StoredFile } from "./_keys.ts";
import type { FilePlace } from "./attach.ts";

/** Files on one page; those of one message stand together, so it may be a few more. */
export const FILES_PAGE = 30;
/** Rows that are looked at for one page, however few of them are wanted. */
const LOOKED_AT = 1_000;

/** A file, and where it hangs. */
export type ListedFile = FilePlace & Omit<StoredFile, "blob" | "until">;

/** Some files, and where to go on. */
export interface FilesPage {
  readonly files: readonly ListedFile[];
  /** Go on with what was sent before this message; null at the end. */
  readonly next: number | null;
}

/**
 * A page of the files this person may read in a conversation.
 * @param before only of messages before this one
 * @param wanted asked about each; the page ends early when too few are
 * @throws NotFound for strangers
 */
export async function listFiles(
  user: User,
  conversation: string,
  before: number | null,
  wanted: (file: ListedFile) => boolean | Promise<boolean>,
): Promise<FilesPage> {
  const { member } = await findConversation(user, conversation);
  const between = await findBetweens(user.id);
  const found: ListedFile[] = [];
  const now = Date.now();
  let looked = 0;
  let last: number | null = null;
  const rows = list(files, [conversation], {
    after: readableFrom(member) - 1,
    reverse: true,
    ...(before === null ? {} : { before }),
  });
  for await (const { key: [, seq, file], value } of rows) {
    const full = found.length >= FILES_PAGE || looked >= LOOKED_AT;
    if (full && last !== null && seq !== last) {
      return { files: found, next: last };
    }
    last = seq;
    looked++;
    if (isOver(value, now) || isBlocked(between, value.by)) continue;
    const { blob: _, until: __, ...about } = value;
    const one = { conversation, seq, file, ...about };
    if (await wanted(one)) found.push(one);
  }
  return { files: found, next: null };
}
