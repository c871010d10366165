/** Folders of one's own: made, named, ruled, ordered and dropped. */
import { findUsers } from "@/lib/accounts/find.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Conflict, NotFound } from "@/lib/errors.ts";
import { change } from "@/lib/kv/change.ts";
import { findArrangement } from "./choose.ts";
import type { FolderDraft } from "./draft_folder.ts";
import { newId } from "./new_id.ts";
import { moved, putArrangement, readArrangement } from "./pins.ts";
import { type Arrangement, type Folder, FOLDER_LIMIT } from "./place_model.ts";

/** A folder, and whom its rule names as they are called now. @throws NotFound */
export async function findFolder(
  user: User,
  id: string,
): Promise<{ folder: Folder; usernames: string[] }> {
  const { folders } = await findArrangement(user);
  const folder = folders.find((one) => one.id === id);
  if (!folder) throw new NotFound({ key: "inbox.folders.error.gone" });
  const people = await findUsers(folder.rules.people ?? []);
  const usernames = [...people.values()].map(({ username }) => username);
  return { folder, usernames };
}

/** Makes a folder, the last of them. @returns its id. @throws Conflict when there are too many */
export async function createFolder(
  user: User,
  draft: FolderDraft,
): Promise<string> {
  const id = newId();
  await change(async (c) => {
    const arrangement = await readArrangement(c, user);
    if (arrangement.folders.length >= FOLDER_LIMIT) {
      throw new Conflict({
        key: "inbox.folders.error.many",
        values: { limit: FOLDER_LIMIT },
      });
    }
    const folders = [...arrangement.folders, { id, ...draft }];
    putArrangement(c, user, { ...arrangement, folders });
  });
  return id;
}

/** Gives a folder another name and other rules. @throws NotFound */
export async function changeFolder(
  user: User,
  id: string,
  draft: FolderDraft,
): Promise<void> {
  await rewrite(
    user,
    id,
    (folders) => folders.map((one) => one.id === id ? { id, ...draft } : one),
  );
}

/** Moves a folder one step. @throws NotFound */
export async function moveFolder(
  user: User,
  id: string,
  step: "up" | "down",
): Promise<void> {
  await rewrite(user, id, (folders) => {
    const order = moved(folders.map((one) => one.id), id, step);
    return order.map((one) => folders.find((folder) => folder.id === one)!);
  });
}

/**
 * Drops a folder; what was in it stays where it is. Conversations put into it
 * still name its id, which no folder will ever have again.
 * @throws NotFound
 */
export async function dropFolder(user: User, id: string): Promise<void> {
  await rewrite(user, id, (folders) => folders.filter((one) => one.id !== id));
}

async function rewrite(
  user: User,
  id: string,
  next: (folders: Arrangement["folders"]) => Arrangement["folders"],
): Promise<void> {
  await change(async (c) => {
    const arrangement = await readArrangement(c, user);
    if (!arrangement.folders.some((one) => one.id === id)) {
      throw new NotFound({ key: "inbox.folders.error.gone" });
    }
    const folders = next(arrangement.folders);
    putArrangement(c, user, { ...arrangement, folders });
  });
}
