/**
 * Tips as this process last wrote or read them. An inbox asks for the tip of
 * every conversation somebody is in; five hundred look-ups for a list of thirty
 * were half its cost. Only where no other process writes the same store.
 */
import { readMany } from "@/lib/kv/read.ts";
import { type Store, theStore } from "@/lib/kv/store.ts";
import { tips } from "./_keys.ts";
import type { Tip } from "./model.ts";

/** About 200 bytes each. */
const MOST = 50_000;

const recent = new WeakMap<Store, Map<string, Tip>>();

/** Keeps a tip unless a newer one is known: a read may end after a later write did. */
export function rememberTip(store: Store, id: string, tip: Tip): void {
  if (store.shared) return;
  let known = recent.get(store);
  if (!known) recent.set(store, known = new Map());
  const last = known.get(id);
  if (last && !isNewer(tip, last)) return;
  known.delete(id);
  known.set(id, tip);
  if (known.size > MOST) known.delete(known.keys().next().value!);
}

/** Both numbers only grow. */
function isNewer(tip: Tip, than: Tip): boolean {
  return tip.seq > than.seq ||
    tip.seq === than.seq && tip.alteration > than.alteration;
}

/** The tips of these conversations, in their order; null where there is none. */
export async function readTips(
  ids: readonly string[],
): Promise<(Tip | null)[]> {
  const store = theStore();
  const known = recent.get(store);
  const missing = ids.filter((id) => !known?.has(id));
  const read = await readMany(tips, missing.map((id) => [id]));
  const found = new Map(missing.map((id, i) => [id, read[i] ?? null]));
  return ids.map((id) => {
    const tip = found.get(id);
    if (tip) rememberTip(store, id, tip);
    return recent.get(store)?.get(id) ?? tip ?? null;
  });
}
