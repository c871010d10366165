import type { User } from "@/lib/accounts/model.ts";
import { list } from "@/lib/kv/read.ts";
import { scheduled } from "./_keys.ts";
import type { Scheduled } from "./scheduled_model.ts";

/** What somebody has set for later, the next first: in one conversation, or anywhere. */
export async function listScheduled(
  user: User,
  conversation?: string,
): Promise<Scheduled[]> {
  const found: Scheduled[] = [];
  const of = conversation === undefined
    ? [user.id] as const
    : [user.id, conversation] as const;
  for await (const { value } of list(scheduled, of)) found.push(value);
  return found.sort((a, b) => a.due - b.due);
}
