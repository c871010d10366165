/** A person's own files, and the rules about them that need no store. */

/** A file as it is kept. */
export interface StoredOwn {
  readonly blob: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly at: number;
  /** Nothing: it lies in none. */
  readonly folder?: string;
  readonly star?: true;
  /** When it was put into the bin. */
  readonly binned?: number;
}

/** A file of one's own. */
export interface OwnFile extends StoredOwn {
  readonly id: string;
}

/** A folder of files. */
export interface DriveFolder {
  readonly id: string;
  readonly name: string;
}

/** What somebody has, the bin included. */
export interface DriveTotal {
  readonly files: number;
  readonly size: number;
  /** Counts up with every change. */
  readonly step: number;
}

export const DRIVE_FILES = 10_000;
export const DRIVE_FOLDERS = 200;
/** The bin empties itself. */
export const BIN_DAYS = 30;

/** What one may ask for; anything else is as if nothing was asked. */
export const KINDS = ["image", "video", "audio", "text", "other"] as const;
export const SORTS = ["newest", "name", "largest"] as const;

/** Which files are to be shown. */
export interface Wanted {
  readonly folder?: string | undefined;
  /** Words of the name. */
  readonly words?: string;
  readonly kind?: string;
  /** Not older than so many days. */
  readonly days?: number;
  readonly sort?: string;
  readonly shown?: string;
}

/** Is anything looked for, whatever folder it is in? */
export function isSearch({ words, kind, days, shown }: Wanted): boolean {
  return Boolean(words || kind || days || shown);
}

/** Is this one of those? */
export function isWanted(file: OwnFile, wanted: Wanted, now: number): boolean {
  const { words = "", kind, days, shown } = wanted;
  if ((file.binned !== undefined) !== (shown === "bin")) return false;
  if (shown === "starred" && !file.star) return false;
  if (kind && kindOf(file.type) !== kind) return false;
  if (days && now - file.at > days * 86_400_000) return false;
  const name = folded(file.name);
  if (!folded(words).split(" ").every((word) => name.includes(word))) {
    return false;
  }
  return isSearch(wanted) || file.folder === wanted.folder;
}

/** In the order that was asked for. */
export function inOrder(
  files: OwnFile[],
  sort: string | undefined,
  language: string,
): OwnFile[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const byName = (a: OwnFile, b: OwnFile) =>
    compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
  return files.sort((a, b) =>
    sort === "name"
      ? byName(a, b)
      : sort === "largest"
      ? b.size - a.size || byName(a, b)
      : b.at - a.at || byName(a, b)
  );
}

function kindOf(type: string): typeof KINDS[number] {
  const [first] = type.split("/");
  return KINDS.find((kind) => kind === first) ??
    (type === "application/pdf" ? "text" : "other");
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().trim().replace(/\s+/g, " ");
}
