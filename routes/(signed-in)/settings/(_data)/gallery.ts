/** The pictures and sounds that pages of an export show, each once. */
import type { Profile, User } from "@/lib/accounts/model.ts";
import { findPictureOf, readPicture } from "@/lib/accounts/picture.ts";
import { NotFound } from "@/lib/errors.ts";
import { findFile } from "@/lib/files/find.ts";
import { openBlob } from "@/lib/files/open.ts";
import type { ZippedFile } from "@/lib/http/zip.ts";
import type { ShownMessage } from "@/lib/messages/model.ts";
import { voiceFileName } from "@/lib/messages/voice_model.ts";

/** As large as an export shows them on the finest screen. */
const SIZE = 128;

type Found = Awaited<ReturnType<typeof findPictureOf>>;

/** Where the sound of a message lies in an export; null where there is none. */
export function soundPath(
  { conversation, seq, voice }: ShownMessage,
): string | null {
  return voice
    ? `sounds/${conversation}-${voiceFileName(seq, voice.type)}`
    : null;
}

/** Which pictures and sounds were asked for. */
export class Gallery {
  readonly #sounds: ShownMessage[] = [];
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
    if (message.voice) this.#sounds.push(message);
    return soundPath(message);
  }

  /** The files of those that were asked for, as far as this person still may read them. */
  async *files(user: User): AsyncGenerator<ZippedFile, void> {
    for (const one of this.#found.values()) {
      const bytes = one && await unlessGone(() => readPicture(one.found));
      if (one && bytes) {
        yield { name: one.path, pieces: [bytes], packed: true };
      }
    }
    for (const message of this.#sounds) {
      const { conversation, seq, voice } = message;
      const pieces = await unlessGone(async () => {
        const place = { conversation, seq, file: voice!.file };
        const { blob, size } = await findFile(user, place);
        return await openBlob(blob, { first: 0, last: size - 1 });
      });
      const name = soundPath(message)!;
      if (pieces) yield { name, pieces, packed: true };
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
