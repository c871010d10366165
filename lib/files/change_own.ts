/** What a person does with their own files: name, put elsewhere, mark, throw away. */
import type { User } from "@/lib/accounts/model.ts";
import { newId } from "@/lib/conversations/new_id.ts";
import { Conflict, Invalid } from "@/lib/errors.ts";
import { type Job, later } from "@/lib/jobs/later.ts";
import { changeDrive } from "./_drive_change.ts";
import { driveFiles, driveFolders } from "./_drive_keys.ts";
import { everyOwn, findDriveFolder, findOwn } from "./drive.ts";
import { BIN_DAYS, DRIVE_FOLDERS, type StoredOwn } from "./drive_model.ts";
import { fileName } from "./name.ts";

/** A file has been in the bin long enough. */
export interface EmptyBin extends Job {
  readonly kind: "empty-bin";
  readonly user: string;
  readonly file: string;
  /** Which time: one that came out again stays. */
  readonly binned: number;
}

/** Changes facts of one. @throws NotFound; Invalid at `name` */
export async function changeOwn(
  user: User,
  id: string,
  form: { name: string; folder: string; star: boolean },
): Promise<void> {
  const name = parseName(form.name);
  await changeDrive(user, async (c) => {
    const { binned, ...file } = await findOwn(user, id, c);
    if (form.folder) await findDriveFolder(user, form.folder, c);
    const { id: _, folder: _was, star: _star, ...stored } = file;
    c.put(driveFiles, [user.id, id], {
      ...stored,
      name,
      ...(form.folder ? { folder: form.folder } : {}),
      ...(form.star ? { star: true as const } : {}),
      ...(binned === undefined ? {} : { binned }),
    });
  });
}

/** Puts one into the bin, or takes it out. Again does nothing. @throws NotFound */
export async function binOwn(
  user: User,
  id: string,
  into: boolean,
): Promise<void> {
  const at = Date.now();
  await changeDrive(user, async (c) => {
    const { id: _, binned, ...stored } = await findOwn(user, id, c);
    if (into === (binned !== undefined)) return;
    const row: StoredOwn = into ? { ...stored, binned: at } : stored;
    c.put(driveFiles, [user.id, id], row);
    if (!into) return;
    later<EmptyBin>(
      c,
      { kind: "empty-bin", user: user.id, file: id, binned: at },
      { delay: BIN_DAYS * 86_400_000 },
    );
  });
}

/** Nobody gets back what goes out of the bin. What was shared stays where it was. */
export async function emptyBin(
  user: Pick<User, "id">,
  only?: { file: string; binned: number },
): Promise<void> {
  const binned = (await everyOwn(user)).filter((file) =>
    only
      ? file.id === only.file && file.binned === only.binned
      : file.binned !== undefined
  );
  // Each by itself: ten thousand are more than one write takes.
  for (const { id, binned: when } of binned) {
    await changeDrive(user, async (c, drive) => {
      const now = await c.read(driveFiles, [user.id, id]);
      // Taken out meanwhile.
      if (now?.binned === when && now) drive.drop({ id, ...now });
    });
  }
}

/** Does such a job. */
export async function emptyBinWhenDue(job: EmptyBin): Promise<void> {
  await emptyBin({ id: job.user }, job);
}

/** @returns its id. @throws Invalid at `name`; Conflict when there are too many */
export async function createDriveFolder(
  user: User,
  typed: string,
): Promise<string> {
  const [id, name] = [newId(), parseName(typed)];
  await changeDrive(user, async (c) => {
    let count = 0;
    // Unchecked, but for the sum that every change writes.
    for await (const _ of c.list(driveFolders, [user.id])) count++;
    if (count >= DRIVE_FOLDERS) {
      throw new Conflict({
        key: "drive.error.folders",
        values: { limit: DRIVE_FOLDERS },
      });
    }
    c.put(driveFolders, [user.id, id], { name });
  });
  return id;
}

/** @throws NotFound; Invalid at `name` */
export async function renameDriveFolder(
  user: User,
  id: string,
  typed: string,
): Promise<void> {
  const name = parseName(typed);
  await changeDrive(user, async (c) => {
    await findDriveFolder(user, id, c);
    c.put(driveFolders, [user.id, id], { name });
  });
}

/** Only an empty one: no file goes with its folder. @throws NotFound; Conflict */
export async function dropDriveFolder(user: User, id: string): Promise<void> {
  await changeDrive(user, async (c) => {
    await findDriveFolder(user, id, c);
    for await (const { key, value } of c.list(driveFiles, [user.id])) {
      if (value.folder !== id) continue;
      if (value.binned === undefined) {
        throw new Conflict({ key: "drive.error.not_empty" });
      }
      const { folder: _, ...rest } = value;
      c.put(driveFiles, key, rest);
    }
    c.drop(driveFolders, [user.id, id]);
  });
}

function parseName(typed: string): string {
  const name = fileName(typed);
  if (name === "") throw new Invalid({ name: { key: "drive.error.name" } });
  return name;
}
