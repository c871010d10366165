import type { User } from "@/lib/accounts/model.ts";
import { Invalid } from "@/lib/errors.ts";
import { FILE_MEGABYTES, FILES_MOST } from "@/lib/files/model.ts";
import { takeUpload } from "@/lib/files/upload.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";

/**
 * Takes the files of a form in. They are named in what is shown when the form
 * comes back, so nobody sends them twice.
 * @returns the ids of all of its files, those that came with an earlier form first
 * @throws Invalid at `files` for one that is too large, or too many
 */
export async function takeFiles(user: User, form: Form): Promise<string[]> {
  const chosen = form.files("files");
  const ids = form.all("files");
  if (ids.length + chosen.length > FILES_MOST) {
    throw new Invalid({
      files: { key: "file.error.many", values: { limit: FILES_MOST } },
    });
  }
  const large = chosen.find(({ size }) => size > FILE_MEGABYTES * 1_000_000);
  for (const file of chosen) {
    if (file === large) continue;
    await takeToken("upload", user.id);
    const { id } = await takeUpload(user, file.name, file.stream());
    ids.push(id);
    form.keep("files", id);
  }
  if (large) {
    const values = { name: large.name, limit: FILE_MEGABYTES };
    throw new Invalid({ files: { key: "file.error.large", values } });
  }
  return ids;
}
