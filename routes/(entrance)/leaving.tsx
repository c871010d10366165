import { page } from "fresh";
import { Button } from "@/components/controls/Button.tsx";
import { ErrorSummary } from "@/components/controls/ErrorSummary.tsx";
import { FormToken } from "@/components/controls/FormToken.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { SignOutForm } from "@/components/settings/SignOutForm.tsx";
import { keepAccount } from "@/lib/accounts/leave.ts";
import { endsAt } from "@/lib/accounts/leaving_model.ts";
import { SignedOut } from "@/lib/errors.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { define } from "@/routes/(_state)/define.ts";

/** The one page of whoever is leaving: until when, and the way back. */
export const handler = define.handlers({
  GET(ctx) {
    const { user, reader } = ctx.state;
    if (!user) return ctx.redirect("/sign-in", 303);
    if (!user.leaving) return ctx.redirect("/conversations", 303);
    ctx.state.title = reader.t("leaving.title");
    return page<Refusal | null>(null);
  },
  POST: (ctx) =>
    attempt(ctx, async () => {
      const { user, session } = ctx.state;
      if (!user || !session) {
        throw new SignedOut({ key: "error.signed_out" });
      }
      await keepAccount(user, session);
      return answer(ctx, { redirect: "/conversations" });
    }, { page: (refusal) => page<Refusal | null>(refusal, refusal) }),
});

export default define.page<typeof handler>(({ data, state }) => {
  const { t, full } = state.reader;
  const { leaving } = state.user ?? {};
  return (
    <EntranceFrame
      title={t("leaving.title")}
      lead={leaving && t("leaving.lead", { when: full(endsAt(leaving)) })}
      sentence={t("entrance.sentence")}
    >
      <ErrorSummary {...refusedOf(state.reader, data)} />
      <p>{t(leaving?.by ? "leaving.by_other" : "leaving.text")}</p>
      {leaving && !leaving.by && (
        <form class="form" method="post" action="/leaving">
          <FormToken token={state.csrf} />
          <Button kind="primary">{t("leaving.keep")}</Button>
        </form>
      )}
      <SignOutForm token={state.csrf} />
    </EntranceFrame>
  );
});
