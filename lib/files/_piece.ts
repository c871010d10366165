/** What every place of bytes has in common. */

/** Bytes of one piece; a stored value may have 60,000. */
export const CHUNK = 59_000;

/** What is stored is not what was put there. */
export class BrokenBlob extends Error {
  override readonly name = "BrokenBlob";
}

/** Where the pieces of blobs are, and what can be asked of that place. */
export interface Pieces {
  /** So many are best written at once. */
  readonly atOnce: number;
  /**
   * Writes pieces from a number on; they are there to stay when this returns.
   * All but the last piece of a blob are whole. What there was with these
   * numbers is replaced, and what came behind them is not to be read any more.
   */
  write(
    blob: string,
    from: number,
    pieces: readonly Uint8Array[],
  ): Promise<void>;
  /** Pieces one after another, each looked at before anybody gets it. @throws BrokenBlob */
  read(
    blob: string,
    first: number,
    last: number,
  ): AsyncGenerator<Uint8Array, void>;
  /** Takes all pieces of a blob away, damaged ones too. Again does nothing. */
  drop(blob: string): Promise<void>;
  /** Has it a piece of this blob? */
  has(blob: string): Promise<boolean>;
  /** Every blob that has a piece. */
  list(): AsyncIterable<string>;
}
