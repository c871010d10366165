/**
 * A picture as somebody sent it: known by its first bytes and not by its name,
 * measured by its header, freed of everything that is no picture. It is never
 * decoded here: what a decoder does with a hostile file is the browser's care,
 * in its sandbox.
 */
import {
  BadPicture,
  begins,
  type PictureFault,
  type Stripped,
} from "./_picture_bytes.ts";
import { isGif, stripGif } from "./_picture_gif.ts";
import { stripJpeg } from "./_picture_jpeg.ts";
import { stripPng } from "./_picture_png.ts";
import { stripWebp } from "./_picture_webp.ts";
import { PICTURE_LIMITS } from "./profile_model.ts";

/** The kinds that are taken; nothing else is ever served as a picture. */
export type PictureType =
  | "image/jpeg"
  | "image/png"
  | "image/webp"
  | "image/gif";

/** A picture that may be kept. */
export interface PictureFile extends Stripped {
  readonly type: PictureType;
}

/** Reads a picture, or says why it is not taken. */
export function parsePicture(
  bytes: Uint8Array,
): PictureFile | { readonly fault: PictureFault } {
  const type = typeOf(bytes);
  if (!type) return { fault: "kind" };
  if (bytes.length > PICTURE_LIMITS.bytes) return { fault: "large" };
  try {
    const file = strippers[type](bytes);
    const { width, height } = file;
    if (width === 0 || height === 0) return { fault: "damaged" };
    const { side, pixels } = PICTURE_LIMITS;
    if (width > side || height > side || width * height > pixels) {
      return { fault: "dimensions" };
    }
    return { ...file, type };
  } catch (error) {
    if (error instanceof BadPicture) return { fault: error.fault };
    throw error;
  }
}

const strippers: Record<PictureType, (bytes: Uint8Array) => Stripped> = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
  "image/gif": stripGif,
};

function typeOf(bytes: Uint8Array): PictureType | null {
  if (begins(bytes, "\xff\xd8\xff")) return "image/jpeg";
  if (begins(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (begins(bytes, "RIFF") && begins(bytes.subarray(8), "WEBP")) {
    return "image/webp";
  }
  return isGif(bytes) ? "image/gif" : null;
}
