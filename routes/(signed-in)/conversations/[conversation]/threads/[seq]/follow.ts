import { threadPath } from "@/components/messages/Quoted.tsx";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { followThread } from "@/lib/messages/threads.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Follows a thread, or stops: `_action` is `follow` or `unfollow`. */
export const handler = signedIn.handlers({
  async POST(ctx) {
    const id = ctx.params.conversation!;
    const seq = seqOf(ctx.params);
    const form = await readForm(ctx.req);
    const on = form.text("_action") !== "unfollow";
    await followThread(ctx.state.user, id, seq, on);
    return answer(ctx, { redirect: threadPath(id, seq) });
  },
});
