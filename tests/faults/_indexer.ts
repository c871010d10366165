/**
 * A process that writes, edits, deletes and indexes for as long as it lives. It
 * says each number only when its message has been taken in.
 */
import { findByUsername } from "@/lib/accounts/find.ts";
import { usePasswords } from "@/lib/accounts/password.ts";
import { openStore, useStore } from "@/lib/kv/store.ts";
import { deleteMessage } from "@/lib/messages/delete.ts";
import { editMessage } from "@/lib/messages/edit.ts";
import { sendMessage } from "@/lib/messages/send.ts";
import { indexConversation } from "@/lib/search/index_conversation.ts";

const [path, id] = Deno.args as [string, string];
const secret = "a secret of tests";
useStore(await openStore(path, secret));
usePasswords({ secret });
const maya = (await findByUsername("maya"))!;

/** Many words that no other message has, so that a batch takes several changes. */
function words(seq: number, word: string): string {
  return Array.from({ length: 30 }, (_, i) => `${word}${seq}x${i}`).join(" ");
}

for (let n = 0;; n++) {
  const { seq } = await sendMessage(maya, {
    conversation: id,
    text: `ferry ${words(n, "first")}`,
    clientId: `kill-${crypto.randomUUID()}`,
  });
  if (n % 5 === 3) await editMessage(maya, id, seq - 1, words(n, "second"));
  if (n % 7 === 5) await deleteMessage(maya, id, seq - 2).catch(() => {});
  console.log(`${seq}`);
  if (n % 3 === 0) await indexConversation(id);
}
