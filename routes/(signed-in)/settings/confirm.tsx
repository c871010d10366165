import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { ConfirmPage } from "@/components/settings/ConfirmPage.tsx";
import { confirmByProof, confirmSession } from "@/lib/accounts/confirm.ts";
import {
  askPasskey,
  checkPasskey,
  type PasskeyFlow,
} from "@/lib/accounts/passkey_proof.ts";
import type { Provider } from "@/lib/accounts/provider_model.ts";
import { listLinkedProviders } from "@/lib/accounts/provider_links.ts";
import { isOn } from "@/lib/accounts/second_factor_model.ts";
import { findSecondFactor, proveByCode } from "@/lib/accounts/second_factor.ts";
import { attemptsAt } from "@/lib/accounts/sign_in.ts";
import { findWaysIn } from "@/lib/accounts/ways_in.ts";
import { answer } from "@/lib/http/answer.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { answerOptions, partyOf } from "@/routes/(_passkey)/asked.ts";
import { signedIn, type SignedInState } from "@/routes/(_state)/define.ts";

interface Data {
  refusal: Refusal | null;
  next: string;
  /** Is there a password to type? */
  password: boolean;
  /** Is a code asked for as well? */
  code: boolean;
  /** Is there a passkey to ask? It is enough alone. */
  passkey: boolean;
  /** By which to sign in once more, where there is neither. */
  providers: Provider[];
}

type Context = FreshContext<SignedInState>;

const USUAL = "/settings/security";

async function look(ctx: Context, refusal: Refusal | null): Promise<Data> {
  ctx.state.title = ctx.state.reader.t("settings.confirm.title");
  const wish = refusal?.kept.next ?? ctx.url.searchParams.get("next");
  const { id } = ctx.state.user;
  const [factor, { password, passkeys }, linked] = await Promise.all([
    findSecondFactor(id),
    findWaysIn(id),
    listLinkedProviders(ctx.state.user),
  ]);
  const passkey = ctx.state.passkeys = passkeys > 0;
  const next = safeNext(wish, USUAL);
  const providers = password || passkey ? [] : linked;
  return { refusal, next, password, code: isOn(factor), passkey, providers };
}

/** Asks once more who it is, before a dangerous change. */
export const handler = signedIn.handlers({
  GET: async (ctx) => page(await look(ctx, null)),
  POST: (ctx) =>
    attempt(ctx, (form) => deed(ctx, form), {
      page: async (refusal) => page(await look(ctx, refusal), refusal),
    }),
});

async function deed(ctx: Context, form: Form): Promise<Response> {
  const { user, session, net } = ctx.state;
  const flow: PasskeyFlow = { purpose: "confirm", who: session.id };
  const deed = form.text("_action");
  if (deed === "passkey-options") {
    return await answerOptions(
      ctx,
      (party) => askPasskey(party, flow, user.id),
    );
  }
  const redirect = safeNext(form.text("next"), USUAL);
  if (deed === "passkey" && form.text("password") === "") {
    const credential = form.text("credential");
    const found = await checkPasskey(partyOf(ctx), flow, credential, user.id);
    await confirmByProof(user, session, found.prove);
    return answer(ctx, { redirect });
  }
  const counted = attemptsAt(user.username, net);
  // The same buckets as signing in: a lent screen is no place to guess.
  await takeToken("sign-in", counted);
  const code = form.text("code");
  if (code !== "") await takeToken("second-step", user.id);
  await confirmSession(user, session, form.text("password"), proveByCode(code));
  await giveBack("sign-in", counted);
  if (code !== "") await giveBack("second-step", user.id);
  return answer(ctx, { redirect });
}

export default signedIn.page<typeof handler>(({ data, state }) => (
  <ConfirmPage
    token={state.csrf}
    user={state.user}
    {...data}
    refused={refusedOf(state.reader, data.refusal)}
  />
));
