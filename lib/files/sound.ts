/** A sound as somebody sent it: known by its first bytes and not by its name or what it claims. */
import {
  isMp4Sound,
  mp3Length,
  mp4Length,
  oggLength,
  wavLength,
} from "./_sound_length.ts";
import { seekableWebm } from "./_webm.ts";

/** The kinds that are taken; nothing else is ever served as a sound. */
export type SoundType =
  | "audio/webm"
  | "audio/mp4"
  | "audio/ogg"
  | "audio/mpeg"
  | "audio/wav";

/** A sound that may be kept. */
export interface Sound {
  readonly type: SoundType;
  /** As they came, or written anew so that one can seek in them. */
  readonly bytes: Uint8Array;
  /** How long it plays in milliseconds; null where only whoever recorded it knows. */
  readonly ms: number | null;
}

/** Reads a sound; null for whatever is none, or holds pictures too. */
export function parseSound(bytes: Uint8Array): Sound | null {
  const type = typeOf(bytes);
  if (type === null) return null;
  if (type === "audio/webm") {
    const found = seekableWebm(bytes);
    return found && { type, ...found };
  }
  const ms = LENGTHS[type](bytes);
  // Browsers that record MP4 write its head before they know how long it gets.
  const taken = type === "audio/mp4" ? isMp4Sound(bytes) : ms !== null;
  if (!taken) return null;
  return { type, bytes, ms: ms === null ? null : Math.max(1, Math.round(ms)) };
}

const LENGTHS = {
  "audio/mp4": mp4Length,
  "audio/ogg": oggLength,
  "audio/mpeg": mp3Length,
  "audio/wav": wavLength,
};

function typeOf(bytes: Uint8Array): SoundType | null {
  if (bytes.length < 12) return null;
  const at = (from: number, to: number) =>
    String.fromCharCode(...bytes.subarray(from, to));
  if (at(0, 4) === "\x1a\x45\xdf\xa3") return "audio/webm";
  if (at(4, 8) === "ftyp") return "audio/mp4";
  if (at(0, 4) === "OggS") return "audio/ogg";
  if (at(0, 4) === "RIFF" && at(8, 12) === "WAVE") return "audio/wav";
  if (at(0, 3) === "ID3") return "audio/mpeg";
  const frame = bytes[0] === 0xff && bytes[1]! >> 5 === 7 &&
    (bytes[1]! >> 1 & 3) === 1;
  return frame ? "audio/mpeg" : null;
}
