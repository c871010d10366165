/** Short ways of saying what tests of search say often. */
import type { User } from "@/lib/accounts/model.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";
import { searchMessages, type SearchOptions } from "@/lib/search/find.ts";
import { parseQuery } from "@/lib/search/query.ts";
import { Store } from "@/lib/kv/store.ts";

/** The numbers of the messages found, newest first, on the first page. */
export async function seek(
  user: User,
  typed: string,
  options: Partial<SearchOptions> = {},
): Promise<number[]> {
  const { hits, problems } = await look(user, typed, options);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return hits.map(({ seq }) => seq);
}

/** The whole answer. */
export function look(
  user: User,
  typed: string,
  options: Partial<SearchOptions> = {},
): ReturnType<typeof searchMessages> {
  return searchMessages(user, parseQuery(typed), {
    timeZone: "UTC",
    ...options,
  });
}

/** Brings these up to date, as the job does. */
export async function index(...conversations: string[]): Promise<void> {
  for (const id of conversations) await indexConversation(id);
}

/** Counts what is read of a store while something runs. */
export async function readsOf(
  store: Store,
  run: () => Promise<unknown>,
): Promise<number> {
  const { kv } = store;
  let rows = 0;
  const { getMany, list } = kv;
  kv.getMany = ((keys: Deno.KvKey[], ...rest: []) => {
    rows += keys.length;
    return getMany.call(kv, keys, ...rest);
  }) as typeof kv.getMany;
  kv.list = ((...args: Parameters<typeof kv.list>) => {
    const found = list.apply(kv, args);
    const next = found.next.bind(found);
    found.next = async () => {
      const one = await next();
      if (!one.done) rows++;
      return one;
    };
    return found;
  }) as typeof kv.list;
  try {
    await run();
  } finally {
    kv.getMany = getMany;
    kv.list = list;
  }
  return rows;
}
