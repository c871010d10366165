/** Looks at the headers of a file of a known kind: nothing is decoded. */
import { readFilm } from "./_film.ts";
import { readGif } from "./_gif.ts";
import { readHeif } from "./_heif.ts";
import { readJpeg } from "./_jpeg.ts";
import { readPng } from "./_png.ts";
import { readWebp } from "./_webp.ts";
import { Damaged, type Reading, readSource, type Source } from "./bytes.ts";
import type { Film } from "./film.ts";
import type { Picture } from "./picture.ts";

const PICTURES: Readonly<Record<string, (size: number) => Reading<Picture>>> = {
  "image/jpeg": readJpeg,
  "image/png": readPng,
  "image/webp": readWebp,
  "image/gif": readGif,
  "image/avif": readHeif,
  "image/heic": readHeif,
};
const FILMS = new Set(["video/mp4", "video/quicktime", "audio/mp4"]);

/** Is this a kind of file whose remarks about place and camera can be taken out? */
export function isCleaned(type: string): boolean {
  return type in PICTURES || FILMS.has(type);
}

/** What the headers of a picture say; null for what is none, or damaged. */
export async function examinePicture(
  type: string,
  source: Source,
): Promise<Picture | null> {
  const read = PICTURES[type];
  if (!read) return null;
  const found = await unlessDamaged(source, read);
  return found && found.width > 0 && found.height > 0 ? found : null;
}

/** The same for a film or a sound in boxes. */
export async function examineFilm(
  type: string,
  source: Source,
): Promise<Film | null> {
  return FILMS.has(type) ? await unlessDamaged(source, readFilm) : null;
}

async function unlessDamaged<R>(
  source: Source,
  read: (size: number) => Reading<R>,
): Promise<R | null> {
  try {
    return await readSource(source, read(source.size));
  } catch (error) {
    if (error instanceof Damaged) return null;
    throw error;
  }
}
