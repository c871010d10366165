import type { AccountHere } from "@/lib/accounts/browser_model.ts";
import { profileOf } from "@/lib/accounts/model.ts";
import { listInbox } from "@/lib/conversations/inbox.ts";
import type { Slots } from "@/lib/http/session_slots.ts";
import { listAccounts } from "@/routes/(_state)/accounts.ts";

/** The accounts of this browser as pages show them. @param counted with what waits in each */
export async function viewAccounts(
  slots: Slots,
  counted: boolean,
): Promise<AccountHere[]> {
  const accounts = await listAccounts(slots);
  return await Promise.all(accounts.map(async ({ name, found, current }) => ({
    username: name,
    profile: found && profileOf(found.user),
    current,
    // The list beside it shows what waits in the one in use.
    unread: counted && found && !current
      ? (await listInbox(found.user, 0, 0)).unread
      : 0,
  })));
}
