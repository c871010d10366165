import { pathOf } from "@/components/messages/Bubble.tsx";
import { Receipts } from "@/components/messages/Receipts.tsx";
import type { Profile } from "@/lib/accounts/model.ts";

/** Readers named on the message's own page; all of them have a page of their own. */
const NAMED = 20;

/** Who has read a message, the first of many. */
export function ReceiptsOf(
  { message, readers }: {
    message: { conversation: string; seq: number };
    readers: readonly { profile: Profile; at: number }[] | null;
  },
) {
  const more = readers && readers.length > NAMED
    ? `${pathOf(message)}/receipts`
    : undefined;
  return <Receipts readers={readers?.slice(0, NAMED) ?? null} more={more} />;
}
