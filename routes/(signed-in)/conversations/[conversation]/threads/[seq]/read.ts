import { threadPath } from "@/components/messages/Quoted.tsx";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { readThread } from "@/lib/messages/threads.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { seqOf } from "@/routes/(signed-in)/conversations/(_talk)/view_message.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Notes how far somebody has read a thread they follow. */
export const handler = signedIn.handlers({
  async POST(ctx) {
    const id = ctx.params.conversation!;
    const root = seqOf(ctx.params);
    await takeToken("read", ctx.state.user.id, `${id} ${root}`);
    const form = await readForm(ctx.req);
    const seq = numberOf(form.text("seq")) ?? 0;
    await readThread(ctx.state.user, id, root, seq);
    return answer(ctx, { redirect: threadPath(id, root) });
  },
});
