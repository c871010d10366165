import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/entrance/Refused.ts";
import { SecondStepForm } from "@/components/entrance/SecondStepForm.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { findSecondFactor, proveByCode } from "@/lib/accounts/second_factor.ts";
import { RECOVERY_CODES } from "@/lib/accounts/model.ts";
import {
  cancelSignIn,
  findPendingSignIn,
  finishSignIn,
} from "@/lib/accounts/pending_sign_in.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { dropCookie, readCookie } from "@/lib/http/cookies.ts";
import type { Form } from "@/lib/http/form.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import { leadToStart } from "@/routes/(entrance)/(_entrance)/second_step.ts";
import { welcome } from "@/routes/(entrance)/(_entrance)/welcome.ts";

interface Data {
  refusal: Refusal | null;
  username: string;
  next: string;
}

/** The second step of signing in: a code of the app, or a recovery code. */
export const handler = define.handlers({
  async GET(ctx) {
    const next = safeNext(ctx.url.searchParams.get("next"), "");
    const user = await findPendingSignIn(readCookie(ctx.req, "secondStep"));
    if (!user) return leadToStart(ctx, "second-step-over", next);
    return page<Data>({ refusal: null, username: user.username, next });
  },
  async POST(ctx) {
    const user = await findPendingSignIn(readCookie(ctx.req, "secondStep"));
    return await attempt(ctx, (form) => deed(ctx, form, user?.id ?? null), {
      page: (refusal) => {
        const next = safeNext(refusal.kept.next, "");
        if (!user) return leadToStart(ctx, "second-step-over", next);
        return page<Data>({ refusal, username: user.username, next }, refusal);
      },
    });
  },
});

async function deed(
  ctx: FreshContext<State>,
  form: Form,
  user: string | null,
): Promise<Response> {
  const token = readCookie(ctx.req, "secondStep");
  const next = safeNext(form.text("next"), "");
  if (form.text("_action") === "cancel") {
    await cancelSignIn(token);
    return leadToStart(ctx, "cancelled", next);
  }
  if (!user || !token) return leadToStart(ctx, "second-step-over", next);
  await takeToken("second-step", user);
  const agent = ctx.req.headers.get("user-agent") ?? "";
  const prove = proveByCode(form.text("code"));
  const { net } = ctx.state;
  const signedIn = await finishSignIn(token, prove, { agent, net });
  await giveBack("second-step", user);
  if (!signedIn) return leadToStart(ctx, "second-step-over", next);
  const fewLeft = signedIn.by === "recovery-code" &&
    (await findSecondFactor(user)).codesLeft <= RECOVERY_CODES.few;
  const usual = fewLeft ? "/settings/security" : "/conversations";
  const response = await welcome(ctx, signedIn, next || usual);
  dropCookie(response.headers, "secondStep");
  return response;
}

export default define.page<typeof handler>(({ data, state }) => {
  const { t } = state.reader;
  return (
    <EntranceFrame
      title={t("entrance.second.title")}
      lead={t("entrance.second.lead", { username: data.username })}
      sentence={t("entrance.sentence")}
      foot={<p>{t("entrance.second.lost")}</p>}
    >
      <SecondStepForm
        token={state.csrf}
        next={data.next}
        refused={refusedOf(state.reader, data.refusal)}
      />
    </EntranceFrame>
  );
});
