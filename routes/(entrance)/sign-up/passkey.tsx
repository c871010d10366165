import { type FreshContext, page } from "fresh";
import { refusedOf } from "@/components/controls/Refused.ts";
import { CodesToKeep } from "@/components/entrance/CodesToKeep.tsx";
import { PasskeySignUpPage } from "@/components/entrance/PasskeySignUpPage.tsx";
import {
  beginPasskeySignUp,
  checkPasskeySignUp,
  offersPasskeySignUp,
  signUpByPasskey,
} from "@/lib/accounts/sign_up_by_passkey.ts";
import { attempt, type Refusal } from "@/lib/http/attempt.ts";
import type { Form } from "@/lib/http/form.ts";
import { takeToken } from "@/lib/http/limits.ts";
import { answerOptions, partyOf } from "@/routes/(_passkey)/asked.ts";
import { define, type State } from "@/routes/(_state)/define.ts";
import { browserSecret } from "@/routes/(entrance)/(_entrance)/browser_secret.ts";
import { registrationOf } from "@/routes/(entrance)/(_entrance)/registration_of.ts";
import {
  refuseWhenFull,
  welcomeHeaders,
} from "@/routes/(entrance)/(_entrance)/welcome.ts";

interface Look {
  refusal: Refusal | null;
  invite: string;
}
/** Or codes, shown this once. */
type Data = Look | { codes: string[]; username: string };
type Context = FreshContext<State>;

/** Making an account without a password. */
export const handler = define.handlers({
  async GET(ctx) {
    const { user, settings } = ctx.state;
    const add = ctx.url.searchParams.has("add");
    if (user && !add) return ctx.redirect("/conversations", 303);
    const invite = ctx.url.searchParams.get("invite") ?? "";
    const registration = registrationOf(settings);
    if (!await offersPasskeySignUp({ registration, invite })) {
      // That page says why.
      return ctx.redirect(
        `/sign-up?invite=${encodeURIComponent(invite)}`,
        303,
      );
    }
    ctx.state.passkeys = true;
    return page<Data>({ refusal: null, invite });
  },
  POST: (ctx) =>
    attempt(ctx, (form) => deed(ctx, form), {
      page: (refusal) => {
        ctx.state.passkeys = true;
        const invite = refusal.kept.invite ?? "";
        return page<Data>({ refusal, invite }, refusal);
      },
    }),
});

async function deed(ctx: Context, form: Form) {
  const { net, settings, reader } = ctx.state;
  const who = browserSecret(ctx);
  const names = { username: form.text("username"), name: form.text("name") };
  const registration = registrationOf(settings);
  const knock = { registration, invite: form.text("invite") };
  if (form.text("_action") === "passkey-options") {
    await refuseWhenFull(ctx);
    await checkPasskeySignUp(names, knock);
    // Here, not at the end: whoever has no question open cannot sign up.
    await takeToken("sign-up", net);
    return await answerOptions(
      ctx,
      (party) => beginPasskeySignUp(party, who, names, knock),
    );
  }
  const agent = ctx.req.headers.get("user-agent") ?? "";
  const made = { ...names, credential: form.text("credential") };
  const visit = { agent, net };
  const done = await signUpByPasskey(partyOf(ctx), who, made, knock, visit);
  // Should the last place be taken meanwhile, the codes are shown all the same.
  const headers = await welcomeHeaders(ctx, done.signedIn) ?? {};
  ctx.state.title = reader.t("settings.codes.title");
  const { username } = done.signedIn.user;
  return page<Data>({ codes: done.codes, username }, { headers });
}

export default define.page<typeof handler>(({ data, state }) => {
  if ("codes" in data) return <CodesToKeep {...data} />;
  const { refusal, invite } = data;
  return (
    <PasskeySignUpPage
      token={state.csrf}
      invite={invite}
      adding={state.user !== null}
      typed={refusal?.kept ?? {}}
      refused={refusedOf(state.reader, refusal)}
    />
  );
});
