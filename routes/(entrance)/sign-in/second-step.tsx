import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { SecondStepForm } from "@/components/entrance/SecondStepForm.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import { findSecondFactor } from "@/lib/accounts/second_factor.ts";
import type { User } from "@/lib/accounts/model.ts";
import { findPendingSignIn } from "@/lib/accounts/pending_sign_in.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { readCookie } from "@/lib/http/cookies.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import { leadToStart } from "@/routes/(entrance)/(_entrance)/second_step.ts";
import { deed } from "@/routes/(entrance)/(_entrance)/second_step_deed.ts";

interface Data {
  refusal: Refusal | null;
  user: User;
  next: string;
  /** Is there a passkey to ask? */
  passkey: boolean;
}

/** The second step of signing in: a passkey, a code of the app, or a recovery code. */
export const handler = define.handlers({
  async GET(ctx) {
    const next = safeNext(ctx.url.searchParams.get("next"), "");
    const user = await findPendingSignIn(readCookie(ctx.req, "secondStep"));
    if (!user) return leadToStart(ctx, "second-step-over", next);
    return page(await look(ctx, user, null, next));
  },
  async POST(ctx) {
    const user = await findPendingSignIn(readCookie(ctx.req, "secondStep"));
    return await attempt(ctx, (form) => deed(ctx, form, user?.id ?? null), {
      page: async (refusal) => {
        const next = safeNext(refusal.kept.next, "");
        if (!user) return leadToStart(ctx, "second-step-over", next);
        return page(await look(ctx, user, refusal, next), refusal);
      },
    });
  },
});

async function look(
  { state }: FreshContext<State>,
  user: User,
  refusal: Refusal | null,
  next: string,
): Promise<Data> {
  const passkey = (await findSecondFactor(user.id)).passkeys > 0;
  state.passkeys = passkey;
  return { refusal, user, next, passkey };
}

export default define.page<typeof handler>(({ data, state }) => {
  const { t } = state.reader;
  return (
    <EntranceFrame
      title={t("entrance.second.title")}
      lead={t("entrance.second.lead", { username: data.user.username })}
      sentence={t("entrance.sentence")}
      foot={<p>{t("entrance.second.lost")}</p>}
    >
      <SecondStepForm
        token={state.csrf}
        next={data.next}
        passkey={data.passkey}
        refused={refusedOf(state.reader, data.refusal)}
      />
    </EntranceFrame>
  );
});
