import { signOut } from "@/lib/accounts/end_session.ts";
import { answer } from "@/lib/http/answer.ts";
import { dropCookie } from "@/lib/http/cookies.ts";
import { define } from "@/routes/(_state)/define.ts";

/** Ends this browser's session. Without one it does no harm. */
export const handler = define.handlers({
  async POST(ctx) {
    if (ctx.state.session) await signOut(ctx.state.session);
    const headers = new Headers();
    dropCookie(headers, "session");
    return answer(ctx, { redirect: "/sign-in?done=signed-out", headers });
  },
});
