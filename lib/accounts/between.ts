/**
 * What stands between people, as lists and streams ask it: for every delivery,
 * so it is kept in memory. Deeds that must not miss a block read the row itself.
 */
import type { Change } from "@/lib/kv/change.ts";
import { list } from "@/lib/kv/read.ts";
import { type Store, theStore } from "@/lib/kv/store.ts";
import { betweens } from "./_between_keys.ts";
import {
  type Between,
  type Betweens,
  isApart,
  NOTHING_BETWEEN,
} from "./between_model.ts";

/** How old it may be where other processes write to the same store; alone we hear of every commit. */
const AGE_SHARED = 1_000;
const AGE_ALONE = 60 * 60_000;
/** People remembered. */
const MOST = 20_000;

interface Memory {
  readonly at: number;
  readonly loading: Promise<Betweens>;
  known?: Betweens;
}

const memories = new WeakMap<Store, Map<string, Memory>>();

function memoriesOf(store: Store): Map<string, Memory> {
  let all = memories.get(store);
  if (!all) memories.set(store, all = new Map());
  return all;
}

function load(store: Store, user: string): Memory {
  const all = memoriesOf(store);
  const before = all.get(user)?.known;
  const memory: Memory = {
    at: performance.now(),
    loading: readBetweens(user),
    // Until it is read anew, what was known holds.
    ...before && { known: before },
  };
  all.delete(user);
  all.set(user, memory);
  if (all.size > MOST) all.delete(all.keys().next().value!);
  memory.loading.then(
    (found) => memory.known = found,
    () => all.get(user) === memory && all.delete(user),
  );
  return memory;
}

async function readBetweens(user: string): Promise<Betweens> {
  const found = new Map<string, Between>();
  for await (const { key, value } of list(betweens, [user])) {
    found.set(key[1], value);
  }
  return found.size === 0 ? NOTHING_BETWEEN : found;
}

function fresh(store: Store, user: string): Memory | null {
  const memory = memoriesOf(store).get(user);
  const age = store.shared ? AGE_SHARED : AGE_ALONE;
  return memory && performance.now() - memory.at < age ? memory : null;
}

/** Everything that stands between this person and others. */
export async function findBetweens(user: string): Promise<Betweens> {
  const store = theStore();
  return await (fresh(store, user) ?? load(store, user)).loading;
}

/** The question for streams opened now: ask {@link findBetweens} once before the first event. */
export function betweensHere(): (user: string) => Betweens {
  const store = theStore();
  return (user) =>
    (fresh(store, user) ?? load(store, user)).known ?? NOTHING_BETWEEN;
}

/** Somebody's row was written: whoever asks from now on gets the new one. */
export function forgetBetweens(store: Store, user: string): void {
  if (memoriesOf(store).has(user)) load(store, user);
}

/** What stands between two, as a check of the change: a block made meanwhile runs it again. */
export async function readBetween(
  c: Change,
  user: string,
  other: string,
): Promise<Between | null> {
  return await c.read(betweens, [user, other]);
}

/** Those of these people who are apart from this one. Not a check: a list never is. */
export async function listApart(
  c: Change,
  user: string,
  others: readonly string[],
): Promise<Set<string>> {
  const rows = await c.peekMany(
    betweens,
    others.map((other) => [user, other] as [string, string]),
  );
  return new Set(others.filter((_, i) => isApart(rows[i])));
}

/** Those of these people whom this person can find. */
export async function withoutApart<T extends { readonly id: string }>(
  user: string,
  people: readonly T[],
): Promise<T[]> {
  const between = await findBetweens(user);
  return people.filter(({ id }) => !isApart(between.get(id)));
}
