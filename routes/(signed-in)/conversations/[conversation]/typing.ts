import { answer } from "@/lib/http/answer.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { noteTyping } from "@/lib/messages/type.ts";
import { signedIn } from "@/routes/(_state)/define.ts";

/** Somebody is typing. */
export const handler = signedIn.handlers({
  async POST(ctx) {
    const id = ctx.params.conversation!;
    await takeToken("typing", ctx.state.user.id, id);
    await noteTyping(ctx.state.user, id);
    return answer(ctx, { redirect: `/conversations/${id}` });
  },
});
