/** The pictures, sounds and files that pages of an export show, each once. */
import type { Profile, User } from "@/lib/accounts/model.ts";
import { findPictureOf, readPicture } from "@/lib/accounts/picture.ts";
import { NotFound } from "@/lib/errors.ts";
import type { FilePlace } from "@/lib/files/attach.ts";
import { findFile } from "@/lib/files/find.ts";
import { openBlob } from "@/lib/files/open.ts";
import type { ZippedFile } from "@/lib/http/zip.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { voiceFileName } from "@/lib/messages/voice_model.ts";

type Found = Awaited<ReturnType<typeof findPictureOf>>;
/** As large as an export shows them on the finest screen. */
const SIZE = 128;

/** Where the sound of a message lies in an export; null where there is none. */
export function soundPath(
  { conversation, seq, voice }: ShownMessage,
): string | null {
  return voice
    ? `sounds/${conversation}-${voiceFileName(seq, voice.type)}`
    : null;
}

/** Where the files of a message lie in an export. */
export function filePaths({ conversation, seq, files = [] }: ShownMessage) {
  return files.map(({ file, name, type, size }, i) => ({
    file,
    name,
    type,
    size,
    path: `files/${conversation}-${seq}-${i + 1}-${name}`,
  }));
}

/** Which pictures, sounds and files were asked for. */
export class Gallery {
  readonly #kept: (FilePlace & { readonly path: string })[] = [];
  readonly #found = new Map<string, { found: Found; path: string } | null>();

  /** Where somebody's picture will lie; null when they have none. */
  async pathOf(
    { id, username, picture }: Pick<Profile, "id" | "username"> & {
      picture?: string | null;
    },
  ): Promise<string | null> {
    if (!picture || username === "") return null;
    if (!this.#found.has(id)) {
      const found = await unlessGone(() => findPictureOf(username, SIZE));
      const path = `pictures/${id}.${found?.type.replace("image/", "")}`;
      this.#found.set(id, found && { found, path });
    }
    return this.#found.get(id)?.path ?? null;
  }

  /** Where the sound of a message will lie; null where there is none. */
  soundOf(message: ShownMessage): string | null {
    const path = soundPath(message);
    if (message.voice && path) {
      this.#kept.push({ ...message, file: message.voice.file, path });
    }
    return path;
  }

  /** Where its files will lie. */
  filesOf(message: ShownMessage) {
    const files = filePaths(message);
    for (const { file, path } of files) {
      this.#kept.push({ ...message, file, path });
    }
    return files;
  }

  /** The files of those that were asked for, as far as this person still may read them. */
  async *files(user: User): AsyncGenerator<ZippedFile, void> {
    for (const one of this.#found.values()) {
      const bytes = one && await unlessGone(() => readPicture(one.found));
      if (one && bytes) {
        yield { name: one.path, pieces: [bytes], packed: true };
      }
    }
    for (const { path, ...place } of this.#kept) {
      const pieces = await unlessGone(async () => {
        const { blob, size } = await findFile(user, place);
        return await openBlob(blob, { first: 0, last: size - 1 });
      });
      if (pieces) yield { name: path, pieces, packed: true };
    }
  }
}

/** One that is replaced at this moment is left out. */
async function unlessGone<R>(ask: () => Promise<R>): Promise<R | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
