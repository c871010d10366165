import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { RecoveryCodesPage } from "@/components/settings/RecoveryCodesPage.tsx";
import { SecondFactorPage } from "@/components/settings/SecondFactorPage.tsx";
import type { SecondFactor } from "@/lib/accounts/second_factor_model.ts";
import { findSecondFactor } from "@/lib/accounts/second_factor.ts";
import {
  beginTotp,
  findTotpSetup,
  finishTotp,
  removeTotp,
  type TotpSetup,
} from "@/lib/accounts/totp.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { ownOrigin } from "@/lib/http/csrf.ts";
import type { Form } from "@/lib/http/form.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";
import { keepSession } from "@/routes/(signed-in)/settings/(_security)/keep_session.ts";

interface Look {
  refusal: Refusal | null;
  factor: SecondFactor;
  setup: TotpSetup | null;
}
/** Or codes, shown this once. */
type Data = Look | { codes: string[] };
type Context = FreshContext<SignedInState>;

const HERE = "/settings/second-factor";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  const { user, session, settings, reader } = ctx.state;
  ctx.state.title = reader.t("settings.second.title");
  const host = new URL(ownOrigin(ctx.req, settings)).host;
  const [factor, setup] = await Promise.all([
    findSecondFactor(user.id),
    findTotpSetup(user, session, host),
  ]);
  return { refusal, factor, setup };
}

/** Setting up an authenticator app, and taking it away. */
export const handler = signedIn.handlers({
  GET: async (ctx) =>
    unlessConfirmed(ctx, HERE) ?? page<Data>(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: async (refusal) => page<Data>(await look(ctx, refusal), refusal),
    }),
});

async function deed(ctx: Context, form: Form) {
  const { user, session, reader } = ctx.state;
  switch (form.text("_action")) {
    case "begin":
      await beginTotp(user, session);
      return answer(ctx, { redirect: HERE });
    case "remove": {
      const token = await removeTotp(user, session);
      const headers = keepSession(new Headers(), ctx.state, token);
      const redirect = "/settings/security?done=second-factor-off";
      return answer(ctx, { redirect, headers });
    }
    default: {
      const done = await finishTotp(user, session, form.text("code"));
      const headers = keepSession(new Headers(), ctx.state, done.token);
      const redirect = "/settings/security?done=second-factor-on";
      if (!done.codes) return answer(ctx, { redirect, headers });
      ctx.state.title = reader.t("settings.codes.title");
      return page<Data>({ codes: done.codes }, { headers });
    }
  }
}

export default signedIn.page<typeof handler>(({ data, state }) => {
  const { csrf, user, reader } = state;
  return "codes" in data
    ? <RecoveryCodesPage token={csrf} user={user} codes={data.codes} turnedOn />
    : (
      <SecondFactorPage
        token={csrf}
        user={user}
        factor={data.factor}
        setup={data.setup}
        refused={refusedOf(reader, data.refusal)}
      />
    );
});
