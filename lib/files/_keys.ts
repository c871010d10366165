import { family } from "@/lib/kv/family.ts";

/** A file that hangs on a message. */
export interface StoredFile {
  /** Where its bytes are. */
  readonly blob: string;
  /** What its first bytes say it is. */
  readonly type: string;
  readonly size: number;
  /** What it is called; what was said aloud has no name. */
  readonly name?: string;
  /** Who sent it, and when. */
  readonly by: string;
  readonly at: number;
  /** When its message vanishes. */
  readonly until?: number;
}

/** Under its message, so that whoever takes the message away finds it. */
export const files = family<
  StoredFile,
  [conversation: string, seq: number, file: string]
>("file", {
  parts: ["conversation", "seq", "file"],
  holds: "the files of a message",
});

/** Bytes that something refers to. */
export interface StoredBlob {
  /** SHA-256 of all of it, hexadecimal. */
  readonly digest: string;
  readonly size: number;
  readonly at: number;
  /** Counts up with every reference, so that a sweep at this moment looks again. */
  readonly step: number;
}

export const blobs = family<StoredBlob, [blob: string]>("blob", {
  parts: ["blob"],
  holds: "which bytes are kept, how many, and their SHA-256",
});

/**
 * Whoever takes uploads of somebody's writes this: a message may have ten files
 * and a change no more than ten checks, so one row stands for all of them.
 */
export const uploadStep = family<number, [user: string]>("upload_step", {
  parts: ["user"],
  holds: "how often uploads of somebody were used or dropped",
  open: "a number",
});

/** The same bytes are kept once. */
export const blobsByDigest = family<
  { readonly blob: string },
  [digest: string]
>(
  "blob_by_digest",
  {
    parts: ["digest"],
    holds: "where the bytes with this SHA-256 are",
    hidden: ["digest"],
  },
);

/**
 * A reference is a row and not a number: dropping it twice does nothing. Its
 * holder is a conversation, and for uploads a person (then the number is 0).
 */
export const blobUses = family<
  true,
  [blob: string, holder: string, seq: number, file: string]
>("blob_use", {
  parts: ["blob", "holder", "seq", "file"],
  holds: "which file refers to which bytes",
  open: "only that it is there",
});

/** Bytes that arrive, until something refers to them. */
export interface StoredUpload {
  readonly at: number;
  /** Who sends them. */
  readonly by?: string;
  /** They may come in several requests; `at` is when the last of them was. */
  readonly arriving?: {
    readonly name: string;
    /** How many there will be. */
    readonly length: number;
    /** How many are kept for certain; no others count. */
    readonly offset: number;
  };
  /** What they are, once all are there. */
  readonly whole?: {
    /** Where they are: the same bytes are kept once. */
    readonly blob: string;
    readonly name: string;
    readonly type: string;
    readonly size: number;
    readonly digest: string;
  };
}

export const uploads = family<StoredUpload, [blob: string]>(
  "upload",
  { parts: ["blob"], holds: "bytes that nothing refers to yet" },
);

/** A piece of a blob. */
export interface Chunk {
  /** SHA-256 of the bytes. */
  readonly sum: Uint8Array;
  readonly bytes: Uint8Array;
}

/** In a store of its own: bytes on their way must not slow messages down. */
export const chunks = family<Chunk, [blob: string, n: number]>("blob_chunk", {
  parts: ["blob", "n"],
  holds:
    "a piece of a file's bytes; in `blobs.db` where the server keeps files",
});

/** Beside the pieces, so that they can be found and taken away without reading them. */
export const chunked = family<number, [blob: string]>("blob_chunked", {
  parts: ["blob"],
  holds: "how many pieces there may be of a blob; where those are",
  open: "a number",
});

/** When orphans are looked for next. */
export const orphanSweep = family<number, []>("orphan_sweep", {
  parts: [],
  holds: "when bytes that nothing refers to are looked for next",
});
