/** What the second step's forms do. */
import type { FreshContext } from "fresh";
import {
  askPasskey,
  checkPasskey,
  type PasskeyFlow,
} from "@/lib/accounts/passkey_proof.ts";
import { cancelSignIn, finishSignIn } from "@/lib/accounts/pending_sign_in.ts";
import {
  findSecondFactor,
  type Prove,
  proveByCode,
} from "@/lib/accounts/second_factor.ts";
import { RECOVERY_CODES } from "@/lib/accounts/second_factor_model.ts";
import { dropCookie, readCookie } from "@/lib/http/cookies.ts";
import type { Form } from "@/lib/http/form.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { answerOptions, partyOf } from "@/routes/(_passkey)/asked.ts";
import type { State } from "@/routes/(_state)/define.ts";
import { leadToStart } from "@/routes/(entrance)/(_entrance)/second_step.ts";
import { welcome } from "@/routes/(entrance)/(_entrance)/welcome.ts";

/** Gives up, asks a passkey, or proves the step and leads on. `user` is whose sign-in waits. */
export async function deed(
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
  if (form.text("_action") === "passkey-options") {
    const flow = secondStepFlow(token);
    return await answerOptions(ctx, (party) => askPasskey(party, flow, user));
  }
  await takeToken("second-step", user);
  const agent = ctx.req.headers.get("user-agent") ?? "";
  const prove = await proofIn(ctx, form, token, user);
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

/** What a passkey is asked for the sign-in that waits under this token. */
function secondStepFlow(token: string): PasskeyFlow {
  return { purpose: "second-step", who: token };
}

/** What the form proves it with: a passkey, or a code. @throws Invalid at `credential` */
async function proofIn(
  ctx: FreshContext<State>,
  form: Form,
  token: string,
  user: string,
): Promise<Prove> {
  const code = form.text("code");
  // Whoever typed a code means it, whichever form it was in.
  if (form.text("_action") !== "passkey" || code !== "") {
    return proveByCode(code);
  }
  const flow = secondStepFlow(token);
  const credential = form.text("credential");
  return (await checkPasskey(partyOf(ctx), flow, credential, user)).prove;
}
