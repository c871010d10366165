import { driveSize, listDriveFolders, listOwn } from "@/lib/files/drive.ts";
import { isSearch, type Wanted } from "@/lib/files/drive_model.ts";
import { NotFound } from "@/lib/errors.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import type { SignedInState } from "@/routes/(_state)/define.ts";

/** So many on a page. */
const PAGE = 100;

/** The files that the address asks for. @throws NotFound for a folder that is not there */
export async function viewDrive(
  { user, reader }: SignedInState,
  { searchParams }: URL,
  /** The folder of a form that was refused. */
  open: string | undefined,
) {
  const asked = (name: string) => searchParams.get(name) ?? "";
  const wanted: Wanted = {
    folder: open || asked("folder") || undefined,
    words: asked("q"),
    kind: asked("kind"),
    days: numberOf(asked("days")) || 0,
    sort: asked("sort"),
    shown: asked("shown"),
  };
  const [folders, used, files] = await Promise.all([
    listDriveFolders(user),
    driveSize(user),
    listOwn(user, wanted, { language: reader.language, now: Date.now() }),
  ]);
  const folder = wanted.folder
    ? folders.find(({ id }) => id === wanted.folder)
    : null;
  if (folder === undefined) throw new NotFound({ key: "error.not_found" });
  const at = numberOf(asked("page")) || 1;
  const rest = new URLSearchParams(searchParams);
  rest.set("page", `${at + 1}`);
  const searched = isSearch(wanted);
  return {
    wanted,
    used,
    folder,
    searched,
    folders: searched || folder || at > 1 ? [] : folders,
    files: files.slice((at - 1) * PAGE, at * PAGE),
    next: files.length > at * PAGE ? `/files?${rest}` : undefined,
  };
}
