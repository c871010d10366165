import { define } from "@/routes/(_state)/define.ts";

/** An invite link leads to the sign-up page, which keeps its code. */
export const handler = define.handlers({
  GET(ctx) {
    const code = encodeURIComponent(ctx.params.code ?? "");
    return ctx.redirect(`/sign-up?invite=${code}`, 303);
  },
});
