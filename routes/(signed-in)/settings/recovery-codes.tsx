import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { RecoveryCodesPage } from "@/components/settings/RecoveryCodesPage.tsx";
import { renewRecoveryCodes } from "@/lib/accounts/recovery_codes.ts";
import { findSecondFactor } from "@/lib/accounts/second_factor.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";

interface Data {
  refusal: Refusal | null;
  left: number;
  /** New ones, shown this once. */
  codes?: string[];
}

const HERE = "/settings/recovery-codes";

async function look(
  { state }: FreshContext<SignedInState>,
  refusal: Refusal | null,
): Promise<Data> {
  state.title = state.reader.t("settings.codes.title");
  const { codesLeft } = await findSecondFactor(state.user.id);
  return { refusal, left: codesLeft };
}

/** How many recovery codes are left, and making new ones. */
export const handler = signedIn.handlers({
  GET: async (ctx) =>
    unlessConfirmed(ctx, HERE) ?? page<Data>(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, () =>
      confirmFirst(ctx, HERE, async () => {
        const { user, session } = ctx.state;
        const codes = await renewRecoveryCodes(user, session);
        return page<Data>({ ...await look(ctx, null), codes });
      }), {
      page: async (refusal) => page<Data>(await look(ctx, refusal), refusal),
    }),
});

export default signedIn.page<typeof handler>(({ data, state }) => (
  <RecoveryCodesPage
    token={state.csrf}
    user={state.user}
    left={data.left}
    codes={data.codes ?? null}
    refused={refusedOf(state.reader, data.refusal)}
  />
));
