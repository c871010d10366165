import { signOut } from "@/lib/accounts/end_session.ts";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { FREE, keepSlots, withSlots } from "@/lib/http/session_slots.ts";
import {
  type BrowserAccount,
  listAccounts,
} from "@/routes/(_state)/accounts.ts";
import { define } from "@/routes/(_state)/define.ts";

/**
 * Ends sessions of this browser: the one in use, the `account` that is named,
 * or `all`. Without any it does no harm. The next account takes its place.
 */
export const handler = define.handlers({
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const { slots } = ctx.state;
    const accounts = await listAccounts(slots);
    const name = form.text("account");
    const ends = (one: BrowserAccount) =>
      form.text("all") ? true : name ? one.name === name : one.current;
    for (const one of accounts.filter(ends)) {
      if (one.found) await signOut(one.found.session);
    }
    const left = accounts.filter((one) => !ends(one));
    const stays = left.find(({ current }) => current);
    const next = stays ?? left.find(({ found }) => found);
    const freed = new Map(slots.all.map((_, i) => [i, FREE] as const));
    for (const { slot } of left) freed.delete(slot);
    const headers = new Headers();
    const now = withSlots(slots, next?.slot ?? left[0]?.slot ?? 0, freed);
    keepSlots(headers, slots, now);
    const redirect = stays
      ? "/settings/accounts?done=signed-out"
      : next
      ? "/conversations"
      : "/sign-in?done=signed-out";
    return answer(ctx, { redirect, headers });
  },
});
