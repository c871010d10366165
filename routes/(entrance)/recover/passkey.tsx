import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { NewPasswordField } from "@/components/entrance/NewPasswordField.tsx";
import { PasskeyForm } from "@/components/entrance/PasskeyForm.tsx";
import { EntranceFrame } from "@/components/layout/EntranceFrame.tsx";
import {
  askPasskey,
  checkPasskey,
  type PasskeyFlow,
} from "@/lib/accounts/passkey_proof.ts";
import {
  checkNewPassword,
  recoverByPasskey,
} from "@/lib/accounts/recover_by_passkey.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { answerOptions, partyOf } from "@/routes/(_passkey)/asked.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import { browserSecret } from "@/routes/(entrance)/(_entrance)/browser_secret.ts";
import { welcome } from "@/routes/(entrance)/(_entrance)/welcome.ts";

interface Data {
  refusal: Refusal | null;
}
type Context = FreshContext<State>;

function look({ state }: Context): void {
  state.title = state.reader.t("entrance.recover.title");
  state.passkeys = true;
}

/** A lost password: a new one for who has a passkey still. */
export const handler = define.handlers({
  GET(ctx) {
    look(ctx);
    return page<Data>({ refusal: null });
  },
  POST(ctx) {
    look(ctx);
    return attempt(ctx, (form) => deed(ctx, form), {
      page: (refusal) => page<Data>({ refusal }, refusal),
    });
  },
});

async function deed(ctx: Context, form: Form): Promise<Response> {
  const { net } = ctx.state;
  const flow: PasskeyFlow = { purpose: "recover", who: browserSecret(ctx) };
  const text = form.text("new_password");
  checkNewPassword(text);
  if (form.text("_action") === "passkey-options") {
    return await answerOptions(ctx, (party) => askPasskey(party, flow, null));
  }
  await takeToken("recover-net", net);
  const credential = form.text("credential");
  const proof = await checkPasskey(partyOf(ctx), flow, credential, null);
  const agent = ctx.req.headers.get("user-agent") ?? "";
  const signedIn = await recoverByPasskey(proof, text, { agent, net });
  return await welcome(ctx, signedIn, "/settings/security?done=password-reset");
}

export default define.page<typeof handler>(({ data: { refusal }, state }) => {
  const { t } = state.reader;
  const refused = refusedOf(state.reader, refusal);
  return (
    <EntranceFrame
      title={t("entrance.recover.title")}
      lead={t("entrance.recover.passkey_lead")}
      sentence={t("entrance.sentence")}
      foot={
        <p>
          <a href="/recover">{t("entrance.recover.with_code")}</a>
        </p>
      }
    >
      <PasskeyForm
        action="/recover/passkey"
        token={state.csrf}
        label={t("entrance.recover.passkey_submit")}
        wide
        refused={refused}
      >
        <NewPasswordField error={refused.errors?.new_password} autofocus />
      </PasskeyForm>
    </EntranceFrame>
  );
});
