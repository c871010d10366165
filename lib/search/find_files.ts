/** Looking for files of a conversation by what they are, who sent them, when, and their names. */
import { findProfiles } from "@/lib/accounts/find.ts";
import { formerProfile } from "@/lib/accounts/leaving_model.ts";
import type { Profile, User } from "@/lib/accounts/model.ts";
import { type ListedFile, listFiles } from "@/lib/files/list.ts";
import { type FileGroup, groupOf } from "@/lib/files/model.ts";
import { fold } from "./words.ts";

/** What is asked of files; what is empty asks nothing. */
export interface FilesWanted {
  /** A part of the name. */
  readonly name: string;
  readonly group: FileGroup | null;
  /** A part of the sender's name. */
  readonly from: string;
  /** The first and the last day, as `2026-10-01`. */
  readonly since: string;
  readonly until: string;
}

/** A file with whoever sent it. */
export interface FoundFile extends ListedFile {
  readonly sender: Profile;
}

/**
 * A page of the files that answer, newest first.
 * @param timeZone where days are meant
 * @param before only of messages before this one
 * @throws NotFound for strangers
 */
export async function findFiles(
  user: User,
  conversation: string,
  wanted: FilesWanted,
  { timeZone, before }: { timeZone: string; before: number | null },
): Promise<{ files: FoundFile[]; next: number | null }> {
  const senders = new Map<string, Profile>();
  const senderOf = async (id: string) => {
    const known = senders.get(id) ?? (await findProfiles([id])).get(id) ??
      formerProfile(id);
    senders.set(id, known);
    return known;
  };
  const days = new Intl.DateTimeFormat("sv", {
    timeZone,
    calendar: "gregory",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const [name, from] = [fold(wanted.name), fold(wanted.from)];
  const { group, since, until } = wanted;
  const page = await listFiles(user, conversation, before, async (file) => {
    if (group && groupOf(file) !== group) return false;
    if (name && !fold(file.name ?? "").includes(name)) return false;
    const day = days.format(file.at);
    if (since && day < since || until && day > until) return false;
    if (!from) return true;
    const sender = await senderOf(file.by);
    return fold(`${sender.name} @${sender.username}`).includes(from);
  });
  const files = await Promise.all(
    page.files.map(async (file) => ({
      ...file,
      sender: await senderOf(file.by),
    })),
  );
  return { files, next: page.next };
}
