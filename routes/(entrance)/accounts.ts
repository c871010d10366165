import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { keepSlots, withSlots } from "@/lib/http/session_slots.ts";
import { listAccounts } from "@/routes/(_state)/accounts.ts";
import { define } from "@/routes/(_state)/define.ts";
import { addPath } from "@/routes/(entrance)/(_entrance)/add_path.ts";
import { keepPreferences } from "@/routes/(entrance)/(_entrance)/welcome.ts";

/** Switches the browser to another account that is signed in here. */
export const handler = define.handlers({
  async POST(ctx) {
    const form = await readForm(ctx.req);
    const name = form.text("account");
    const { slots } = ctx.state;
    const chosen = (await listAccounts(slots)).find((one) => one.name === name);
    // Its session is over, or it was never here: the way in is the usual one.
    if (!chosen?.found) {
      return answer(ctx, { redirect: addPath({ username: name }) });
    }
    const headers = new Headers();
    keepSlots(headers, slots, withSlots(slots, chosen.slot));
    keepPreferences(headers, chosen.found.user);
    return answer(ctx, { redirect: safeNext(form.text("next")), headers });
  },
});
