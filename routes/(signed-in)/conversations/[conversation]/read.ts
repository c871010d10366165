import { readUpTo } from "@/lib/conversations/read_up_to.ts";
import { answer } from "@/lib/http/answer.ts";
import { readForm } from "@/lib/http/forms.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { numberOf } from "@/routes/(signed-in)/conversations/(_talk)/number_of.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Notes how far somebody has read. */
export const handler = signedIn.handlers({
  async POST(ctx) {
    const id = ctx.params.conversation!;
    await takeToken("read", ctx.state.user.id, id);
    const form = await readForm(ctx.req);
    await readUpTo(ctx.state.user, id, numberOf(form.text("seq")) ?? 0);
    return answer(ctx, { redirect: `/conversations/${id}` });
  },
});
