/**
 * The only way to write. A deed reads, decides and puts; all of it happens or
 * none of it.
 */
import { Unavailable } from "@/lib/errors.ts";
import { Draft } from "./_draft.ts";
import { inTurn } from "./_queue.ts";
import { pause } from "./_settle.ts";
import type { Family, Prefix } from "./family.ts";
import type { ListOptions, Row } from "./read.ts";
import { type Store, theStore } from "./store.ts";

/** What a deed may do while it runs. */
export interface Change {
  /** A row. If somebody else writes it before this change does, the deed runs again. */
  read<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null>;
  /** The same without the check: say at the call why it may be out of date. */
  peek<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
  ): Promise<T | null>;
  /** Many rows, unchecked like `peek`. */
  peekMany<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    keys: readonly K[],
  ): Promise<(T | null)[]>;
  /** Unchecked, and blind to what this very change puts and drops. */
  list<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    prefix: Prefix<K>,
    options?: ListOptions,
  ): AsyncIterable<Row<T, K>>;
  /**
   * Writes a row when the change commits. It is gone some time after `expireIn`
   * milliseconds, not before: whoever reads it still compares the time.
   */
  put<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
    value: T,
    options?: { expireIn?: number },
  ): void;
  /** Removes a row, if it is there. */
  drop<T, K extends readonly Deno.KvKeyPart[]>(
    family: Family<T, K>,
    key: K,
  ): void;
  /**
   * Runs once, when the change is on disk, in the order of commits; those of
   * changes that share a commit in one go, with nothing between. Not at all
   * when the deed throws, or writes nothing: then there is nothing to tell.
   */
  afterCommit(then: (versionstamp: string) => void): void;
}

/** How a change is carried out. */
export interface ChangeOptions {
  /** Changes that name the same queue wait for each other in this process. */
  readonly queue?: string;
}

const MAX_TRIES = 20;
/** Overtaken this often, a change gets its rows reserved within this process. */
const PATIENCE = 2;

/**
 * Runs a deed and writes what it put.
 *
 * THE DEED MAY RUN SEVERAL TIMES, whenever what it read was written by
 * somebody else meanwhile. So it does nothing but ask `c` and put: no mail, no
 * announcement, no counter in memory (use `afterCommit` and `later`), no
 * change within the change; and ids that must be the same on every run are
 * made before it. When it throws, nothing is written. When it puts nothing,
 * nothing is checked either.
 *
 * Changes of one moment may share a commit and then share its versionstamp.
 * @throws StorageFull when the disk is
 * @throws Unavailable when others were faster twenty times, or when the store
 * cannot say whether it happened: ask again with the same ids
 */
export async function change<R>(
  deed: (c: Change) => Promise<R> | R,
  { queue }: ChangeOptions = {},
): Promise<R> {
  const store = theStore();
  return queue === undefined
    ? await carryOut(store, deed)
    : await inTurn(store, queue, () => carryOut(store, deed));
}

async function carryOut<R>(
  store: Store,
  deed: (c: Change) => Promise<R> | R,
): Promise<R> {
  let touched: string[] = [];
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (tries > 1) await pause(tries - 1);
    const draft = new Draft(store);
    const reservation = tries >= PATIENCE
      ? await store.writer.reserve(touched)
      : undefined;
    try {
      const result = await deed(draft);
      const piece = await draft.close();
      if (piece.writes.size === 0) return result;
      const outcome = await store.writer.submit(piece, reservation);
      if (outcome.ok) return result;
      touched = draft.touched;
    } finally {
      reservation?.release();
    }
  }
  throw new Unavailable();
}
