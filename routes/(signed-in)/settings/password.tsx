import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { PasswordPage } from "@/components/settings/PasswordPage.tsx";
import { removePassword, setPassword } from "@/lib/accounts/remove_password.ts";
import { findSecondFactor } from "@/lib/accounts/second_factor.ts";
import { findWaysIn, type WaysIn } from "@/lib/accounts/ways_in.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";
import {
  confirmFirst,
  unlessConfirmed,
} from "@/routes/(signed-in)/settings/(_security)/confirm_first.ts";
import { keepSession } from "@/routes/(signed-in)/settings/(_security)/keep_session.ts";

interface Data {
  refusal: Refusal | null;
  ways: WaysIn;
  codesLeft: number;
}
type Context = FreshContext<SignedInState>;

const HERE = "/settings/password";

async function look(
  { state }: Context,
  refusal: Refusal | null,
): Promise<Data> {
  state.title = state.reader.t("settings.security.password");
  const [ways, { codesLeft }] = await Promise.all([
    findWaysIn(state.user.id),
    findSecondFactor(state.user.id),
  ]);
  return { refusal, ways, codesLeft };
}

/** Going without a password, and having one again. */
export const handler = signedIn.handlers({
  GET: async (ctx) => unlessConfirmed(ctx, HERE) ?? page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => confirmFirst(ctx, HERE, () => deed(ctx, form)), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user, session } = ctx.state;
  const removes = form.text("_action") === "remove";
  const token = removes
    ? await removePassword(user, session)
    : await setPassword(user, session, form.text("new_password"));
  const headers = keepSession(new Headers(), ctx.state, token);
  const done = removes ? "password-removed" : "password-set";
  const redirect = `/settings/security?done=${done}`;
  return answer(ctx, { redirect, headers });
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <PasswordPage
    token={state.csrf}
    user={state.user}
    ways={data.ways}
    codesLeft={data.codesLeft}
    refused={refusedOf(state.reader, data.refusal)}
  />
));
