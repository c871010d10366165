/** How a file may be looked at, by what its first bytes say it is. */

/** What a page can do with it. */
export type Look =
  | "picture"
  | "film"
  | "sound"
  | "text"
  | "paper"
  | "archive"
  | "other";

const BY_TYPE: Readonly<Record<string, Look>> = {
  "text/plain": "text",
  "application/pdf": "paper",
  "application/zip": "archive",
  // No browser of today shows it everywhere.
  "image/heic": "other",
};

const BY_CLASS: Readonly<Record<string, Look>> = {
  image: "picture",
  video: "film",
  audio: "sound",
};

export function lookOf(type: string): Look {
  return BY_TYPE[type] ?? BY_CLASS[type.split("/")[0]!] ?? "other";
}

/** A picture of so few bytes is shown in its message as it is. */
const SMALL = 300_000;

/** Only kinds that stand still, or nearly always do. */
export function isShownSmall(
  { type, size }: { type: string; size: number },
): boolean {
  return size <= SMALL && (type === "image/png" || type === "image/jpeg");
}

/** A line of an archive's table. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked; missing where the table says that it does not fit. */
  readonly size?: number;
}

/** What an archive says is in it. */
export interface ZipTable {
  readonly count: number;
  /** The first of them. */
  readonly entries: readonly ZipEntry[];
}

/** Where a file has a page of its own. */
export function lookPath(filePath: string): string {
  return `${filePath}/view`;
}
