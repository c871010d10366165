import {
  type LogChanged,
  tellLogChanged,
} from "@/lib/conversations/log_changed.ts";
import { change } from "@/lib/kv/change.ts";
import { indexConversation } from "./index_conversation.ts";

/** A job that takes longer goes on as another one. */
const LONGEST = 20_000;

/** Takes into the index what a log has gained. */
export async function followLog(
  { conversation }: LogChanged,
  signal: AbortSignal,
): Promise<void> {
  const time = AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]);
  const behind = await indexConversation(conversation, { signal: time });
  if (behind) await change((c) => tellLogChanged(c, conversation));
}
