import { type FreshContext, page } from "fresh";
import { PasskeyForm } from "@/components/entrance/PasskeyForm.tsx";
import { refusedOf } from "@/components/controls/Refused.ts";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import {
  askPasskey,
  checkPasskey,
  type PasskeyFlow,
  signInByPasskey,
} from "@/lib/accounts/passkey_proof.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { giveBack, takeToken } from "@/lib/http/limits.ts";
import { safeNext } from "@/lib/http/safe_next.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import { answerOptions, partyOf } from "@/routes/(_passkey)/asked.ts";
import { addPath } from "@/routes/(entrance)/(_entrance)/add_path.ts";
import { browserSecret } from "@/routes/(entrance)/(_entrance)/browser_secret.ts";
import { welcome } from "@/routes/(entrance)/(_entrance)/welcome.ts";

interface Data {
  refusal: Refusal | null;
  next: string;
}
type Context = FreshContext<State>;

/** Signing in with a passkey alone. */
export const handler = define.handlers({
  GET(ctx) {
    const next = safeNext(ctx.url.searchParams.get("next"), "");
    const add = ctx.url.searchParams.has("add");
    if (ctx.state.user && !add) {
      return ctx.redirect(next || "/conversations", 303);
    }
    ctx.state.passkeys = true;
    return page<Data>({ refusal: null, next });
  },
  POST: (ctx) =>
    attempt(ctx, (form) => deed(ctx, form), {
      page: (refusal) => {
        const next = safeNext(refusal.kept.next, "");
        ctx.state.passkeys = true;
        return page<Data>({ refusal, next }, refusal);
      },
    }),
});

async function deed(ctx: Context, form: Form): Promise<Response> {
  const { net } = ctx.state;
  const flow: PasskeyFlow = { purpose: "sign-in", who: browserSecret(ctx) };
  if (form.text("_action") === "passkey-options") {
    return await answerOptions(ctx, (party) => askPasskey(party, flow, null));
  }
  const party = partyOf(ctx);
  await takeToken("sign-in-net", net);
  const credential = form.text("credential");
  const proof = await checkPasskey(party, flow, credential, null);
  const agent = ctx.req.headers.get("user-agent") ?? "";
  const signedIn = await signInByPasskey(proof, { agent, net });
  await giveBack("sign-in-net", net);
  const next = safeNext(form.text("next"), "/conversations");
  return await welcome(ctx, signedIn, next);
}

export default define.page<typeof handler>(({ data, state }) => {
  const { t } = state.reader;
  const { next } = data;
  const query = next ? `?next=${encodeURIComponent(next)}` : "";
  const back = state.user ? addPath({ next }) : `/sign-in${query}`;
  return (
    <EntranceFrame
      title={t("entrance.passkey.title")}
      lead={t("entrance.passkey.lead")}
      sentence={t("entrance.sentence")}
      foot={
        <>
          <p>
            <a href={back}>
              {t("entrance.passkey.with_password")}
            </a>
          </p>
          <p>
            <a href="/recover">{t("entrance.passkey.lost")}</a>
          </p>
        </>
      }
    >
      <PasskeyForm
        action="/sign-in/passkey"
        token={state.csrf}
        next={data.next}
        wide
        autofill={!data.refusal}
        refused={refusedOf(state.reader, data.refusal)}
      />
    </EntranceFrame>
  );
});
