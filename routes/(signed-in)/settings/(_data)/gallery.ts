/** The pictures that pages of an export show, each once. */
import type { Profile } from "@/lib/accounts/model.ts";
import { findPictureOf, readPicture } from "@/lib/accounts/picture.ts";
import { NotFound } from "@/lib/errors.ts";

/** As large as an export shows them on the finest screen. */
const SIZE = 128;

type Found = Awaited<ReturnType<typeof findPictureOf>>;

/** Which pictures were asked for. */
export class Gallery {
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

  /** The files of those that were asked for. */
  async *files(): AsyncGenerator<{ name: string; bytes: Uint8Array }, void> {
    for (const one of this.#found.values()) {
      const bytes = one && await unlessGone(() => readPicture(one.found));
      if (one && bytes) yield { name: one.path, bytes };
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
