/** Takes away bytes that nothing refers to. */
import { type Job, later } from "@/lib/jobs/later.ts";
import { type Change, change } from "@/lib/kv/change.ts";
import { list, read } from "@/lib/kv/read.ts";
import { theStore } from "@/lib/kv/store.ts";
import { dropChunks, listChunked } from "./_chunks.ts";
import {
  blobs,
  blobsByDigest,
  blobUses,
  orphanSweep,
  uploads,
} from "./_keys.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Bytes that nothing refers to so long after their arrival are swept up. */
export const ABANDONED = HOUR;
/** What comes in several requests may go on so long after its last byte. */
export const RESUMABLE = DAY;

/** Looks whether these bytes are still wanted. */
export interface SweepBlob extends Job {
  readonly kind: "sweep-blob";
  readonly blob: string;
}

/** One look at all of them. */
export interface SweepOrphans extends Job {
  readonly kind: "sweep-orphans";
  /** Each is done once, whoever is asked how often. */
  readonly due: number;
}

/** Does such a job. Broken off anywhere, the next run ends it. */
export async function sweepBlob({ blob }: SweepBlob): Promise<void> {
  await sweep(blob, ABANDONED);
}

/**
 * Forgets a blob unless it is wanted. An id that is forgotten never comes back:
 * whoever wanted to refer to it finds its row gone, or writes that row first and
 * this change runs again.
 * @param age how long it may wait for a reference
 * @returns whether its bytes may go
 */
async function forget(blob: string, age: number): Promise<boolean> {
  return await change(async (c) => {
    const [kept, upload] = [
      await c.read(blobs, [blob]),
      await c.read(uploads, [blob]),
    ];
    if (kept) {
      for await (const _ of c.list(blobUses, [blob], { limit: 1 })) {
        return false;
      }
      c.drop(blobs, [blob]);
      const known = await c.read(blobsByDigest, [kept.digest]);
      if (known?.blob === blob) c.drop(blobsByDigest, [kept.digest]);
    }
    // One that is whole says itself when it goes.
    if (upload && !upload.whole) {
      const wait = upload.arriving ? RESUMABLE : age;
      if (Date.now() - upload.at < wait) return false;
      c.drop(uploads, [blob]);
    }
    return true;
  });
}

/**
 * Takes away what was arriving when the server stopped. A process that starts
 * alone on its store has no upload under way, so all of them are left over.
 */
export async function sweepLeftovers(): Promise<void> {
  const age = theStore().shared ? ABANDONED : 0;
  const begun: string[] = [];
  for await (const { key, value } of list(uploads, [])) {
    if (!value.whole) begun.push(key[0]);
  }
  for (const blob of begun) {
    await sweep(blob, age).catch(() => sweepLater(blob));
  }
}

/** A bucket that cannot be reached does not keep a server from starting. */
async function sweepLater(blob: string): Promise<void> {
  const delay = 60_000;
  await change((c) =>
    later<SweepBlob>(c, { kind: "sweep-blob", blob }, { delay })
  );
}

/** Looks at every blob there is, whatever left it behind. @returns how many went */
export async function sweepEverything(
  signal?: AbortSignal,
): Promise<number> {
  let swept = 0;
  for await (const blob of listChunked()) {
    signal?.throwIfAborted();
    if (await sweep(blob, ABANDONED)) swept++;
  }
  return swept;
}

/** @returns whether it went */
async function sweep(blob: string, age: number): Promise<boolean> {
  if (!await forget(blob, age)) return false;
  await dropChunks(blob);
  return true;
}

/** Sees to it that orphans are looked for every night, at the start of a server. */
export async function planOrphanSweep(now: number = Date.now()): Promise<void> {
  await change(async (c) => {
    const due = await c.read(orphanSweep, []);
    // One that is long overdue was given up, or never came.
    if (due === null || now - due > DAY) plan(c, now + DAY, now);
  });
}

/** Does a night's work and leaves the next one behind. May run twice. */
export async function sweepOrphans(
  { due }: SweepOrphans,
  signal?: AbortSignal,
): Promise<void> {
  if (await read(orphanSweep, []) !== due) return;
  await sweepEverything(signal);
  await change(async (c) => {
    if (await c.read(orphanSweep, []) !== due) return;
    plan(c, Date.now() + DAY, Date.now());
  });
}

function plan(c: Change, due: number, now: number): void {
  c.put(orphanSweep, [], due);
  later<SweepOrphans>(c, { kind: "sweep-orphans", due }, { delay: due - now });
}
