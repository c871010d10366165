/**
 * Makes indexes anew, from nothing but the messages. Only while no server uses
 * the store. Broken off, it goes on where it was.
 */
import { everyConversation } from "@/lib/conversations/entries.ts";
import { change } from "@/lib/kv/change.ts";
import { read } from "@/lib/kv/read.ts";
import { rebuilding } from "./_keys.ts";
import { dropIndex } from "./erase_index.ts";
import { indexConversation } from "./index_conversation.ts";

/** Entries at a time: the more, the less often each part of the tree is written. */
const AT_ONCE = 20_000;

/** Makes every index anew; names each conversation when it is done. */
export async function* rebuildIndexes(): AsyncGenerator<string, void> {
  const start = await read(rebuilding, []) ?? { done: "", begun: "" };
  let { done } = start;
  for await (const id of everyConversation(done || undefined)) {
    if (start.begun !== id) {
      await dropIndex(id);
      await change((c) => c.put(rebuilding, [], { done, begun: id }));
    }
    await indexConversation(id, { atOnce: AT_ONCE });
    done = id;
    await change((c) => c.put(rebuilding, [], { done, begun: "" }));
    yield id;
  }
  await change((c) => c.drop(rebuilding, []));
}
