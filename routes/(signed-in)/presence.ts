import { notePresence } from "@/lib/accounts/presence.ts";
import { lookAt } from "@/lib/conversations/presence_news.ts";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** A page says that somebody is at it, or looked away, and whom it shows. */
export const handler = signedIn.handlers({
  async POST(ctx) {
    const { user, session } = ctx.state;
    const form = await readForm(ctx.req);
    await takeToken("presence", session.id);
    const now = Date.now();
    const told = form.text("state");
    if (told === "active") notePresence(user.id, { active: now });
    if (told === "away") notePresence(user.id, { hidden: now });
    else lookAt(user, form.text("see").split(" ").filter(Boolean));
    return answer(ctx, { redirect: "/conversations" });
  },
});
