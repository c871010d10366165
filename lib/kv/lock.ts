/**
 * One process per data folder: a second one on the same store file would see
 * none of the first one's live events and fail with "database is locked". The
 * lock belongs to the kernel and dies with its process, so a crash leaves
 * nothing to clean up.
 */

/** Lets go of the folder. */
export type Release = () => Promise<void>;

/** Another process has this folder. Its message is for the person at the terminal. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";

  constructor(folder: string, holder: string) {
    super(
      `The data folder ${folder} is in use by another Parley${holder}. ` +
        "Stop that one first, or set DATA_DIR to another folder.",
    );
  }
}

const LOCK = "parley.lock";

/**
 * Takes the folder for this process, making it when it is not there.
 * @param note what a second process is told about this one, such as its address
 * @throws FolderInUse when another process has it
 */
export async function lockFolder(
  folder: string,
  note = "",
): Promise<Release> {
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const path = `${folder}/${LOCK}`;
  const file = await Deno.open(path, {
    read: true,
    write: true,
    create: true,
    mode: 0o600,
  });
  if (!await file.tryLock(true)) {
    file.close();
    throw new FolderInUse(folder, await holderOf(path));
  }
  await file.truncate();
  await file.write(new TextEncoder().encode(`${Deno.pid} ${note}\n`));
  return async () => {
    // The file stays: removing it would let two processes lock two files.
    await file.truncate();
    file.close();
  };
}

/** Who has it, as far as it has said so. */
async function holderOf(path: string): Promise<string> {
  const [pid, note] = (await Deno.readTextFile(path)).trim().split(" ");
  if (!pid) return "";
  return note ? ` (process ${pid}, ${note})` : ` (process ${pid})`;
}
