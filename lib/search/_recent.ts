/**
 * How far indexes are, and nodes of them, as this process last wrote or read
 * them: a search in three hundred conversations asks for a thousand rows, and
 * whoever types asks for the same again. Only where no other process writes
 * the same store.
 */
import type { Change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { type Store, theStore } from "@/lib/kv/store.ts";
import { type IndexState, indexStates, NEW_INDEX, nodes } from "./_keys.ts";

/** About 100 bytes each. */
const MOST_STATES = 50_000;
/** Bytes of all nodes. */
const MOST_BYTES = 24_000_000;

class Recent {
  readonly states = new Map<string, IndexState>();
  readonly nodes = new Map<string, Uint8Array>();
  #bytes = 0;

  /** Keeps it unless a newer one is known: a read may end after a later write did. */
  keepState(id: string, state: IndexState): void {
    if ((this.states.get(id)?.step ?? -1) >= state.step) return;
    if (this.states.size >= MOST_STATES) this.states.clear();
    this.states.set(id, state);
  }

  keepNode(key: string, bytes: Uint8Array): void {
    this.dropNode(key);
    this.nodes.set(key, bytes);
    this.#bytes += bytes.length;
    while (this.#bytes > MOST_BYTES) {
      this.dropNode(this.nodes.keys().next().value!);
    }
  }

  dropNode(key: string): void {
    this.#bytes -= this.nodes.get(key)?.length ?? 0;
    this.nodes.delete(key);
  }
}

const known = new WeakMap<Store, Recent>();

function recentOf(store: Store): Recent | null {
  if (store.shared) return null;
  let recent = known.get(store);
  if (!recent) known.set(store, recent = new Recent());
  return recent;
}

/** How far the index of a conversation is. */
export async function readState(id: string): Promise<IndexState> {
  const recent = recentOf(theStore());
  const there = recent?.states.get(id);
  if (there) return there;
  const state = await read(indexStates, [id]);
  if (state) recent?.keepState(id, state);
  return recent?.states.get(id) ?? state ?? NEW_INDEX;
}

/** The bytes of a node; null when it is gone. */
export async function readNode(
  id: string,
  node: number,
): Promise<Uint8Array | null> {
  const recent = recentOf(theStore());
  const key = keyOf(id, node);
  const there = recent?.nodes.get(key);
  if (there) {
    recent!.keepNode(key, there);
    return there;
  }
  const before = recent?.states.get(id);
  const bytes = await read(nodes, [id, node]);
  // Written meanwhile: what was read may be what it was before.
  if (bytes && before && recent?.states.get(id) === before) {
    recent.keepNode(key, bytes);
  }
  return bytes;
}

/** Puts the state, and lets it be known when it is on disk. */
export function putState(c: Change, id: string, state: IndexState): void {
  const recent = recentOf(theStore());
  c.put(indexStates, [id], state);
  c.afterCommit(() => recent?.keepState(id, state));
}

/** Puts a node, or drops it. */
export function putNode(
  c: Change,
  id: string,
  node: number,
  bytes: Uint8Array | null,
): void {
  const recent = recentOf(theStore());
  if (bytes) c.put(nodes, [id, node], bytes);
  else c.drop(nodes, [id, node]);
  const key = keyOf(id, node);
  c.afterCommit(() =>
    bytes ? recent?.keepNode(key, bytes) : recent?.dropNode(key)
  );
}

/** Nothing of this conversation is remembered any more. */
export function forgetIndex(c: Change, id: string): void {
  const recent = recentOf(theStore());
  c.drop(indexStates, [id]);
  c.afterCommit(() => {
    recent?.states.delete(id);
    for (const key of recent?.nodes.keys() ?? []) {
      if (key.startsWith(id)) recent?.dropNode(key);
    }
  });
}

function keyOf(id: string, node: number): string {
  return `${id} ${node}`;
}
