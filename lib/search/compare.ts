/** Is the index what the messages say? The answer names no word. */
import { everyConversation } from "@/lib/conversations/entries.ts";
import { listNumbered } from "@/lib/conversations/thread_log.ts";
import { readConversations } from "@/lib/conversations/find.ts";
import { mayRead } from "@/lib/conversations/model.ts";
import { list, read } from "@/lib/kv/read.ts";
import { indexStates, listed, NEW_INDEX, nodes } from "./_keys.ts";
import { unpackNode } from "./_node.ts";
import { unpackNumbers } from "./_numbers.ts";
import { termsOf } from "./_terms.ts";

/** What is wrong with the index of one conversation. */
export interface Difference {
  readonly conversation: string;
  /** Terms that the tree has at other messages than the log. */
  readonly terms: number;
  /** Messages whose list of terms is not theirs. */
  readonly messages: number;
  /** Rows that nothing leads to, or that are missing. */
  readonly rows: number;
}

/** How often a term stands where, without keeping every number. */
type Counts = Map<string, { count: number; sum: number }>;

const RUN = 500;

/** Compares every index; yields those that differ. Nothing may be written meanwhile. */
export async function* compareIndexes(): AsyncGenerator<Difference, void> {
  for await (const id of everyConversation()) {
    const conversation = (await readConversations([id])).get(id);
    const found = conversation && mayRead(conversation)
      ? await compareIndex(id)
      : await compareNothing(id);
    if (found.terms + found.messages + found.rows > 0) yield found;
  }
}

/** Compares one index with its log, as far as it has come. */
export async function compareIndex(id: string): Promise<Difference> {
  const state = await read(indexStates, [id]) ?? NEW_INDEX;
  const wanted: Counts = new Map();
  const { rows, counts } = await readTree(id, state.root);
  const lists = new Map<number, string>();
  for await (const { value } of list(listed, [id])) {
    for (const [seq, terms] of Object.entries(value)) {
      lists.set(Number(seq), terms);
    }
  }
  let messages = 0;
  for (let after = 0; after < state.seq; after += RUN) {
    const limit = Math.min(RUN, state.seq - after);
    const range = { after, before: after + limit + 1, limit };
    for (const entry of await listNumbered(id, range)) {
      const terms = termsOf(entry);
      for (const term of terms) count(wanted, term, [entry.seq]);
      if ((lists.get(entry.seq) ?? "") !== terms.join(" ")) messages++;
      lists.delete(entry.seq);
    }
  }
  let terms = 0;
  for (const term of new Set([...wanted.keys(), ...counts.keys()])) {
    const [is, should] = [counts.get(term), wanted.get(term)];
    if (is?.count !== should?.count || is?.sum !== should?.sum) terms++;
  }
  return { conversation: id, terms, messages: messages + lists.size, rows };
}

/** Of a conversation whose bodies the server may not read there is no index. */
async function compareNothing(id: string): Promise<Difference> {
  let rows = await read(indexStates, [id]) ? 1 : 0;
  for await (const _ of list(nodes, [id])) rows++;
  for await (const _ of list(listed, [id])) rows++;
  return { conversation: id, terms: 0, messages: 0, rows };
}

async function readTree(
  id: string,
  root: number,
): Promise<{ counts: Counts; rows: number }> {
  const counts: Counts = new Map();
  const there = new Set<number>();
  for await (const { key } of list(nodes, [id])) there.add(key[1]);
  let missing = 0;
  const visit = async (node: number): Promise<void> => {
    const bytes = await read(nodes, [id, node]);
    if (!bytes || !there.delete(node)) return void missing++;
    const found = unpackNode(bytes);
    if ("slots" in found) {
      for (const slot of found.slots) await visit(slot.node);
    } else {found.terms.forEach((term, i) =>
        count(counts, term, unpackNumbers(found.numbers[i]!))
      );}
  };
  if (root !== 0) await visit(root);
  return { counts, rows: missing + there.size };
}

function count(counts: Counts, term: string, seqs: readonly number[]): void {
  const there = counts.get(term) ?? { count: 0, sum: 0 };
  for (const seq of seqs) {
    there.count++;
    there.sum += seq * seq + seq;
  }
  counts.set(term, there);
}
