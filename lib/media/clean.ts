/** Takes out of pictures and films what tells of place, camera and people. Nothing is decoded. */
import { cleanFilm } from "./_film.ts";
import { readGif } from "./_gif.ts";
import { readHeif } from "./_heif.ts";
import { readJpeg } from "./_jpeg.ts";
import { readPng } from "./_png.ts";
import { readWebp } from "./_webp.ts";
import { type Part, type Reading, readSource, type Source } from "./bytes.ts";
import type { Picture } from "./picture.ts";

const PICTURES: Readonly<Record<string, (size: number) => Reading<Picture>>> = {
  "image/jpeg": readJpeg,
  "image/png": readPng,
  "image/webp": readWebp,
  "image/gif": readGif,
  "image/avif": readHeif,
  "image/heic": readHeif,
};
const FILMS = new Set(["video/mp4", "audio/mp4"]);

/** Is this a kind of file out of which it can be taken? */
export function isCleaned(type: string): boolean {
  return type in PICTURES || FILMS.has(type);
}

/**
 * What is to be kept of such a file; null when that is all of it.
 * @throws Damaged for a file that is not what it says
 */
export async function cleaned(
  type: string,
  source: Source,
): Promise<readonly Part[] | null> {
  const read = PICTURES[type];
  if (!read) return await readSource(source, cleanFilm(source.size));
  return (await readSource(source, read(source.size))).clean;
}
