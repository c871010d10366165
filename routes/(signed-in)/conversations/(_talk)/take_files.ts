import { findFileLimits } from "@/lib/accounts/file_limits.ts";
import type { User } from "@/lib/accounts/model.ts";
import { Invalid } from "@/lib/errors.ts";
import { takeUpload } from "@/lib/files/upload.ts";
import type { Form } from "@/lib/http/form.ts";
import type { FilePart, Takes } from "@/lib/http/form_stream.ts";
import { formLimit } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { demandFiles } from "@/lib/messages/send_files.ts";

/**
 * How a form with files is taken: each of them goes to the store while it
 * arrives and becomes the id of an upload. They are named in what is shown when
 * the form comes back, so nobody sends them twice.
 * @param conversation where they go; null for one's own files
 */
export async function takingFiles(
  user: User,
  conversation: string | null,
): Promise<{ limit: number; takes: Takes }> {
  const { megabytes, most } = await findFileLimits();
  let taken = 0;
  const take = async ({ filename, bytes }: FilePart, before: Form) => {
    if (filename === "") return null;
    // Asked before any byte of it is taken.
    if (taken === 0 && conversation !== null) {
      await demandFiles(user, conversation);
    }
    if (taken === most) {
      throw new Invalid({
        files: { key: "file.error.many", values: { limit: most } },
      });
    }
    await takeToken("upload", user.id);
    taken++;
    const { id } = await takeUpload(
      user,
      filename,
      bounded(bytes, filename, megabytes),
      before.text("original") !== "",
    );
    return id;
  };
  // One more than may be, so that it is refused in the form and not cut off.
  const limit = (most + 1) * megabytes * 1_000_000 + formLimit;
  return { limit, takes: { files: take } };
}

async function* bounded(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  limit: number,
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > limit * 1_000_000) {
      throw new Invalid({
        files: { key: "file.error.large", values: { name, limit } },
      });
    }
    yield piece;
  }
}
